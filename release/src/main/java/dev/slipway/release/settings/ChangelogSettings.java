package dev.slipway.release.settings;

import java.util.List;
import java.util.Optional;

/**
 * What the changelog looks like.
 *
 * @param file from the top of the repository
 * @param categories in the order printed
 * @param template file to use instead of the built-in layout
 * @param forge whose form links have: github, gitlab, bitbucket or none; empty for finding out
 * @param url of the repository on the web; empty for that of the remote
 * @param contributors whether those who wrote a release are named
 * @param counts whether what is written by hand under Unreleased moves the version
 */
public record ChangelogSettings(
    String file,
    List<Category> categories,
    Optional<String> template,
    Optional<String> forge,
    Optional<String> url,
    boolean contributors,
    boolean counts) {
  /** What holds where nothing is configured. */
  public static final ChangelogSettings DEFAULT =
      new ChangelogSettings("CHANGELOG.md", Category.DEFAULT, Optional.empty(), Optional.empty(), Optional.empty(), false, true);

  public ChangelogSettings {
    categories = List.copyOf(categories);
  }

  /** The same in another file. */
  public ChangelogSettings in(String other) {
    return new ChangelogSettings(other, categories, template, forge, url, contributors, counts);
  }
}
