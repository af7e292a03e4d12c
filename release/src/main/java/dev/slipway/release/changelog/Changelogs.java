package dev.slipway.release.changelog;

import dev.slipway.core.version.SemanticVersion;
import dev.slipway.release.ReleaseException;
import dev.slipway.release.files.Folder;
import dev.slipway.release.history.Commit;
import dev.slipway.release.history.Repository;
import dev.slipway.release.plan.PartPlan;
import dev.slipway.release.plan.Released;
import dev.slipway.release.settings.ChangelogSettings;
import dev.slipway.release.settings.PackageRule;
import dev.slipway.release.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The changelog of one part: made whole from history, or added to. */
public final class Changelogs {
  private final Repository repository;
  private final Settings settings;
  private final PackageRule part;
  private final Released released;
  private final Folder folder;
  private final Layout layout;
  private final String template;

  /** The changelog of a part. */
  public Changelogs(Repository repository, Settings settings, PackageRule part, Released released) {
    this.repository = repository;
    this.settings = settings;
    this.part = part;
    this.released = released;
    this.folder = new Folder(repository.top());
    ChangelogSettings told = settings.changelog();
    this.template = told.template().map(file -> new String(folder.read(file), StandardCharsets.UTF_8)).orElse(Layout.USUAL);
    Forge forge = Forge.of(told.forge(), told.url(), repository.remote(settings.remote()));
    this.layout = new Layout(Template.of(template, told.template().orElse("built in")), told.categories(), forge, told.contributors());
  }

  /** How sections are laid out. */
  public Layout layout() {
    return layout;
  }

  /** The file as it stands, with line ends of one kind; empty where there is none. */
  public Optional<ChangelogText> file() {
    return in(folder);
  }

  /** The file as it will stand when what is under way is written. */
  public Optional<ChangelogText> in(Folder changed) {
    return part.changelog().filter(file -> changed.instead().containsKey(file) || changed.has(file)).map(file -> text(changed.read(file)));
  }

  /** Reads a changelog's bytes. */
  static ChangelogText text(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    return new ChangelogText(isWindows(text) ? text.replace("\r\n", "\n") : text);
  }

  /** Whether every line ends as on Windows; where they are mixed, each stays as it is. */
  private static boolean isWindows(String text) {
    return text.contains("\r\n") && !text.replace("\r\n", "").contains("\n");
  }

  /** What is written by hand, and not released yet. */
  public Map<String, String> byHand() {
    return file().map(ChangelogText::byHand).orElse(Map.of());
  }

  /** All sections that history holds, what is not released first. */
  public List<Section> sections(List<String> paths) {
    if (repository.shallow()) {
      throw ReleaseException.unreached("SLW-6203 this clone is shallow, so that its history does not tell all releases. Nothing was "
          + "changed."
          + " Fetch the rest: git fetch --unshallow --tags");
    }
    Predicate<Commit> wanted = Chronicle.touching(repository, paths, settings.firstParent());
    Chronicle chronicle = new Chronicle(settings, released, wanted);
    repository.commits(new Repository.Range(repository.head(), List.of(), List.of(), settings.firstParent()), chronicle::accept);
    List<Section> sections = new ArrayList<>(chronicle.sections());
    Section open = sections.getFirst();
    sections.set(0, new Section(open.version(), open.tag(), open.before(), "", open.judged(), byHand()));
    return sections;
  }

  /** The section that a plan leads to. */
  public Section section(PartPlan plan, String date) {
    return new Section(plan.next(), plan.nextTag(), plan.last().map(PartPlan.Last::tag), date, plan.judged(),
        plan.last().isPresent() && plan.commits() == 0 ? Map.of() : byHand());
  }

  /** The whole changelog as it would be made from history alone; from what was kept of it as far as that still holds. */
  public String whole(List<String> paths) {
    StringBuilder key = new StringBuilder().append(settings.text()).append('\n').append(part.name()).append('\n');
    key.append(layout.forge().kind().name()).append(' ').append(layout.forge().url()).append('\n').append(template).append('\n');
    released.all().forEach((version, tag) -> key.append(tag.name()).append(' ').append(tag.commit()).append('\n'));
    return new WholeChangelog(this, repository, settings, released).text(paths, part.name(), key.toString().replace('\0', ' '));
  }

  /** Puts releases that the file lacks into it; their versions. */
  public List<String> addMissing(List<String> paths) {
    String file = part.changelog().orElseThrow(() -> ReleaseException.wrongUse("SLW-6207 the package " + part.name()
        + " has no changelog. Nothing was changed. Name one in release.packages"));
    ChangelogText text = file().orElse(new ChangelogText(ChangelogText.BEGIN));
    List<SemanticVersion> there = text.versions();
    List<String> added = new ArrayList<>();
    for (Section section : sections(paths)) {
      if (section.version().isPresent() && !there.contains(section.version().get())) {
        text = text.withOlder(section.version().get(), layout.render(section));
        text = text.withLink(layout.link(section).orElse(""), Optional.empty(), Optional.empty());
        added.add(section.version().get().toString());
      }
    }
    if (!added.isEmpty()) {
      folder.replace(file, bytes(text));
    }
    return added;
  }

  /** A changelog's bytes, with the line ends that its file has now. */
  public byte[] bytes(ChangelogText text) {
    boolean windows = part.changelog().filter(folder::has)
        .map(file -> new String(folder.read(file), StandardCharsets.UTF_8)).filter(Changelogs::isWindows).isPresent();
    return (windows ? text.text().replace("\n", "\r\n") : text.text()).getBytes(StandardCharsets.UTF_8);
  }
}
