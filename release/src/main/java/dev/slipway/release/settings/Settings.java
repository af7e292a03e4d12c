package dev.slipway.release.settings;

import dev.slipway.core.version.SemanticVersion;
import dev.slipway.release.version.Branches;
import dev.slipway.release.version.NextVersion;
import dev.slipway.release.version.TagFormat;
import java.util.List;
import java.util.Optional;

/**
 * The release block of slipway.yaml.
 *
 * @param text stands for all that follows: equal where the block is; empty for the defaults
 * @param tag how tags are called; empty for finding out from those there are
 * @param initial the first version; empty for what the files say
 * @param majorFromZero whether a breaking change leads from 0.y to 1.0.0
 * @param branches which branch releases on which channel
 * @param rules how far a message moves the version
 * @param changelog what it looks like
 * @param files that hold the version; empty for those found at the top
 * @param packages with versions of their own; none for one version of the whole repository
 * @param commitMessage of the release's commit, with {@code ${version}}
 * @param remote where a pushed release goes, and where links lead
 * @param firstParent whether a merge stands for what it brought
 */
public record Settings(
    String text,
    Optional<TagFormat> tag,
    Optional<SemanticVersion> initial,
    boolean majorFromZero,
    Branches branches,
    Rules rules,
    ChangelogSettings changelog,
    Optional<List<FileRule>> files,
    List<PackageRule> packages,
    String commitMessage,
    String remote,
    boolean firstParent) {
  /** What holds where nothing is configured. */
  public static final Settings DEFAULT = new Settings("", Optional.empty(), Optional.empty(), false, Branches.DEFAULT, Rules.DEFAULT,
      ChangelogSettings.DEFAULT, Optional.empty(), List.of(), "chore(release): ${version}", "origin", false);

  public Settings {
    packages = List.copyOf(packages);
  }

  /** The parts with versions of their own: the packages, or the whole repository as one without a name. */
  public List<PackageRule> parts() {
    return packages.isEmpty()
        ? List.of(new PackageRule("", ".", List.of(), tag, Optional.of(changelog.file()), files)) : packages;
  }

  /** The rule for the next version. */
  public NextVersion next(SemanticVersion first) {
    return new NextVersion(initial.orElse(first), majorFromZero);
  }
}
