package dev.slipway.release;

import dev.slipway.core.version.SemanticVersion;
import dev.slipway.release.changelog.Changelogs;
import dev.slipway.release.files.Folder;
import dev.slipway.release.files.VersionFiles;
import dev.slipway.release.history.Repository;
import dev.slipway.release.history.Tag;
import dev.slipway.release.plan.PartPlan;
import dev.slipway.release.plan.Paths;
import dev.slipway.release.plan.Planner;
import dev.slipway.release.plan.Wishes;
import dev.slipway.release.plan.Written;
import dev.slipway.release.settings.PackageRule;
import dev.slipway.release.settings.Settings;
import dev.slipway.release.version.Bump;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The releases of one repository: the door to this module. */
public final class Releases implements Written {
  private static final Set<String> MINOR = Set.of("added", "changed", "deprecated");

  private final Repository repository;
  private final Settings settings;
  private final Planner planner;

  /** The releases of a repository as it stands. */
  public Releases(Repository repository, Settings settings) {
    this.repository = repository;
    this.settings = settings;
    this.planner = new Planner(repository, settings, this);
  }

  /** The repository. */
  public Repository repository() {
    return repository;
  }

  /** The configuration in force. */
  public Settings settings() {
    return settings;
  }

  /** What comes next, by part. */
  public List<PartPlan> plan(Wishes wishes) {
    return planner.plan(wishes);
  }

  /** The parts that are wished for. */
  public List<PackageRule> parts(Wishes wishes) {
    return settings.parts().stream().filter(p -> wishes.part().map(p.name()::equals).orElse(true)).toList();
  }

  /** The changelog of a part. */
  public Changelogs changelog(PackageRule part) {
    return new Changelogs(repository, settings, part, planner.released(part));
  }

  /** The pathspecs of a part. */
  public List<String> paths(PackageRule part) {
    return Paths.of(part, settings.packages());
  }

  /** The tags of the releases that the head itself is. */
  public List<String> tagsAtHead() {
    return settings.parts().stream().flatMap(part -> planner.released(part).all().values().stream())
        .filter(tag -> tag.commit().equals(repository.head())).map(Tag::name).distinct().toList();
  }

  @Override
  public Optional<SemanticVersion> version(PackageRule part) {
    return new VersionFiles(new Folder(repository.top()), part).version();
  }

  @Override
  public Bump handWritten(PackageRule part) {
    // Without the file nothing else of the changelog, such as where its links lead, has to be found out.
    if (!settings.changelog().counts() || part.changelog().filter(new Folder(repository.top())::has).isEmpty()) {
      return Bump.NONE;
    }
    Bump bump = Bump.NONE;
    for (Map.Entry<String, String> category : changelog(part).byHand().entrySet()) {
      bump = bump.or(bump(category.getKey().toLowerCase(Locale.ROOT), category.getValue()));
    }
    return bump;
  }

  /** By the categories of Keep a Changelog: what is gone breaks, what is new or other is a feature, the rest a fix. */
  private static Bump bump(String category, String text) {
    if (category.equals("removed") || text.contains("**Breaking") || text.contains("BREAKING")) {
      return Bump.MAJOR;
    }
    return MINOR.contains(category) ? Bump.MINOR : Bump.PATCH;
  }
}
