package dev.slipway.release.files;

import dev.slipway.core.version.SemanticVersion;
import dev.slipway.release.ReleaseException;
import dev.slipway.release.settings.FileRule;
import dev.slipway.release.settings.PackageRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The files of one part that hold its version. */
public final class VersionFiles {
  private final Folder folder;
  private final PackageRule part;
  private final Map<String, List<Place>> found = new LinkedHashMap<>();

  /** Finds them: those that are configured, or those of the usual names in the part's folder. Reads only. */
  public VersionFiles(Folder folder, PackageRule part) {
    this.folder = folder;
    this.part = part;
    part.files().ifPresentOrElse(rules -> rules.forEach(this::configured), this::usual);
  }

  /** A file, as it is and as it will be. */
  public record Change(String path, byte[] before, byte[] after) {}

  /** The version that the first of them names, if any. */
  public Optional<SemanticVersion> version() {
    return found.entrySet().stream().findFirst().flatMap(first -> {
      String written = first.getValue().getFirst().in(text(first.getKey()));
      String bare = written.startsWith("v") ? written.substring(1) : written;
      return SemanticVersion.parse(bare.matches("[0-9]+\\.[0-9]+") ? bare + ".0" : bare)
          .filter(v -> v.core().compareTo(SemanticVersion.of(0, 0, 0)) > 0);
    });
  }

  /** What they become with a version; files that have it already are not among them. */
  public List<Change> with(SemanticVersion version) {
    List<Change> changes = new ArrayList<>();
    found.forEach((path, places) -> {
      byte[] before = folder.read(path);
      byte[] after = FileText.of(before).with(version, places);
      if (!Arrays.equals(before, after)) {
        folder.mustBeWritable(path);
        changes.add(new Change(path, before, after));
      }
    });
    return changes;
  }

  /** Their paths, the one that is believed first. */
  public List<String> paths() {
    return List.copyOf(found.keySet());
  }

  private void configured(FileRule rule) {
    String name = rule.path().substring(rule.path().lastIndexOf('/') + 1);
    Map<String, List<Place>> here = new LinkedHashMap<>();
    if (rule.pattern().isPresent()) {
      here.put(rule.path(), places(rule.path(), new LinePlaces(Pattern.compile(rule.pattern().get()))));
    } else if (rule.marker().isPresent()) {
      here.put(rule.path(), places(rule.path(), new MarkerPlaces(rule.marker().get())));
    } else {
      if (!known(name)) {
        throw ReleaseException.wrongUse("SLW-6231 the name of " + rule.path() + " does not tell where its version stands. Nothing was"
            + " changed. Give the file a marker or a pattern in release.files");
      }
      here.putAll(byName(rule.path(), name));
    }
    if (here.values().stream().allMatch(List::isEmpty)) {
      throw ReleaseException.wrongUse("SLW-6231 " + rule.path() + " is listed in release.files, and no version was found in it."
          + " Nothing was changed. Correct its marker or pattern, or take it off the list");
    }
    keep(here);
  }

  private void usual() {
    List<String> names = new ArrayList<>();
    for (String name : Forms.USUAL) {
      names.add(Folder.join(part.path(), name));
    }
    names.addAll(folder.dotNetProjects(part.path()));
    names.stream().filter(folder::has).forEach(path -> keep(byName(path, path.substring(path.lastIndexOf('/') + 1))));
  }

  private static boolean known(String name) {
    return name.equals("pom.xml") || name.equals("Cargo.lock") || Forms.of(name).isPresent();
  }

  private Map<String, List<Place>> byName(String path, String name) {
    if (name.equals("pom.xml")) {
      return readable(path, () -> Poms.places(folder, path));
    }
    Map<String, List<Place>> here = new LinkedHashMap<>();
    here.put(path, Forms.of(name).map(form -> places(path, form)).orElse(List.of()));
    if (!here.get(path).isEmpty()) {
      String old = here.get(path).getFirst().in(text(path));
      readable(path, () -> Locks.of(folder, path, name, old)).forEach(here::putIfAbsent);
    }
    return here;
  }

  private List<Place> places(String path, Places form) {
    return readable(path, () -> form.in(text(path)));
  }

  private static <T> T readable(String path, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (UnreadableFileException e) {
      String said = String.valueOf(e.getMessage());
      throw ReleaseException.wrongUse("SLW-6236 " + (said.startsWith("is ") ? path + " " : "") + said + ". Nothing was changed."
          + " Repair it, or list in release.files what holds the version");
    }
  }

  private void keep(Map<String, List<Place>> here) {
    here.forEach((path, places) -> {
      if (!places.isEmpty()) {
        found.computeIfAbsent(path, p -> new ArrayList<>()).addAll(places);
      }
    });
  }

  private String text(String path) {
    return FileText.of(folder.read(path)).text();
  }
}
