package dev.slipway.release.files;

import dev.slipway.release.settings.RelativePath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A build of Maven: its pom and those of all its modules, which name the version of their parent and of each other. */
final class Poms {
  private static final int MOST_MODULES = 2_000;
  private static final Pattern PROPERTY = Pattern.compile("\\$\\{([\\w.-]+)\\}");

  private final Folder folder;
  private final Map<String, XmlNode> projects = new LinkedHashMap<>();
  private final Map<String, List<Place>> places = new LinkedHashMap<>();

  private Poms(Folder folder) {
    this.folder = folder;
  }

  /** Where the version stands, by file, that of the pom given first; nowhere where it has none of its own. */
  static Map<String, List<Place>> places(Folder folder, String path) {
    Poms poms = new Poms(folder);
    poms.collect(path);
    poms.find(path);
    return poms.places;
  }

  private void collect(String path) {
    if (projects.containsKey(path) || projects.size() >= MOST_MODULES) {
      return;
    }
    projects.put(path, project(path));
    String base = path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : ".";
    for (String kind : new String[] {"module", "subproject"}) {
      for (XmlNode module : projects.get(path).all(kind)) {
        String inside = Folder.join(base, module.text());
        String pom = inside.endsWith(".xml") ? inside : Folder.join(inside, "pom.xml");
        RelativePath.of(pom).filter(folder::has).ifPresent(this::collect);
      }
    }
  }

  private XmlNode project(String path) {
    String text = FileText.of(folder.read(path)).text();
    try {
      return XmlScan.read(text).find("project").orElseThrow(() -> new UnreadableFileException("is no pom of Maven"));
    } catch (UnreadableFileException e) {
      throw new UnreadableFileException(path + " " + e.getMessage(), e);
    }
  }

  private void find(String path) {
    XmlNode root = projects.getOrDefault(path, new XmlNode("", "", 0));
    String written = root.text("version");
    Matcher property = PROPERTY.matcher(written);
    Optional<Place> place = property.find() ? root.find("properties", property.group(1)).flatMap(XmlNode::place)
        : root.find("version").flatMap(XmlNode::place);
    String text = FileText.of(folder.read(path)).text();
    Optional<Place> own = place.filter(p -> Place.isVersion(p.in(text)));
    if (own.isEmpty()) {
      return;
    }
    add(path, own.get());
    Set<String> names = new HashSet<>();
    projects.values().forEach(p -> names.add(p.text("artifactId")));
    projects.forEach((file, project) -> inModule(file, project, own.get().in(text), names, file.equals(path)));
  }

  /** What of a module has the old version: it itself, its parent where that is one of these, and what it needs of these. */
  private void inModule(String file, XmlNode project, String old, Set<String> names, boolean root) {
    if (!root) {
      project.find("version").filter(v -> v.text().equals(old)).flatMap(XmlNode::place).ifPresent(p -> add(file, p));
    }
    List<XmlNode> users = new ArrayList<>(project.all("dependency"));
    users.addAll(project.all("plugin"));
    project.find("parent").ifPresent(users::add);
    for (XmlNode user : users) {
      if (names.contains(user.text("artifactId")) && user.text("version").equals(old)) {
        user.find("version").flatMap(XmlNode::place).ifPresent(p -> add(file, p));
      }
    }
  }

  private void add(String file, Place place) {
    places.computeIfAbsent(file, f -> new ArrayList<>()).add(place);
  }
}
