package dev.slipway.release.version;

import dev.slipway.core.version.SemanticVersion;
import java.util.Optional;

/**
 * How a version's tag is called.
 *
 * @param before what stands before the version
 * @param after what stands behind it
 */
public record TagFormat(String before, String after) {
  private static final String PLACE = "${version}";

  /** The usual: {@code v1.2.3}. */
  public static final TagFormat DEFAULT = new TagFormat("v", "");

  /** Reads a format that holds {@code ${version}} once. */
  public static Optional<TagFormat> of(String written) {
    int at = written.indexOf(PLACE);
    if (at < 0 || at != written.lastIndexOf(PLACE)) {
      return Optional.empty();
    }
    TagFormat format = new TagFormat(written.substring(0, at), written.substring(at + PLACE.length()));
    return isTagName(format.name("1.0.0")) ? Optional.of(format) : Optional.empty();
  }

  /** The name of a version's tag. */
  public String name(String version) {
    return before + version + after;
  }

  /** The version a tag stands for, where it is of this form. */
  public Optional<SemanticVersion> version(String tag) {
    boolean fits = tag.length() > before.length() + after.length() && tag.startsWith(before) && tag.endsWith(after);
    return fits ? SemanticVersion.parse(tag.substring(before.length(), tag.length() - after.length())) : Optional.empty();
  }

  /** Git's rules for names, as far as a format can break them; a dash in front would be taken for an option. */
  private static boolean isTagName(String name) {
    return name.chars().noneMatch(c -> c <= ' ' || c == 0x7f || "~^:?*[\\".indexOf(c) >= 0)
        && !name.contains("..") && !name.contains("@{") && !name.contains("//") && !name.contains("/.")
        && !name.startsWith("-") && !name.startsWith("/") && !name.startsWith(".") && !name.endsWith("/")
        && !name.endsWith(".lock") && !name.endsWith(".");
  }
}
