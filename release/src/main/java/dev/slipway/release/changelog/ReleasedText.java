package dev.slipway.release.changelog;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * The part of a changelog about releases, which changes only when tags do, kept beside the repository's own data. One that is damaged,
 * or was made from something else, is made anew.
 *
 * @param base the newest release, whose history holds all others
 * @param tag of that release
 * @param sections in Markdown
 * @param links where their links lead
 */
record ReleasedText(String base, String tag, String sections, String links) {
  private static final String FORM = "slipway changelog 2";
  private static final String CUT = "\u0000";
  private static final int PARTS = 7;

  /** The file of a part. */
  static Path file(Path folder, String part) {
    return folder.resolve("changelog-" + URLEncoder.encode(part, StandardCharsets.UTF_8));
  }

  /** The text kept under all that it was made from, if it is there and whole. */
  static Optional<ReleasedText> kept(Path file, String key) {
    try {
      if (!Files.isRegularFile(file)) {
        return Optional.empty();
      }
      String[] parts = Files.readString(file).split(CUT, -1);
      boolean whole = parts.length == PARTS && parts[0].equals(FORM) && parts[1].equals(key)
          && parts[6].equals(Integer.toHexString((parts[4] + parts[5]).hashCode()));
      return whole ? Optional.of(new ReleasedText(parts[2], parts[3], parts[4], parts[5])) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Keeps this text. Where that cannot be done, the next run is slower and nothing else. */
  boolean keep(Path file, String key) {
    String all = String.join(CUT, FORM, key, base, tag, sections, links, Integer.toHexString((sections + links).hashCode()));
    try {
      Files.createDirectories(file.getParent());
      Path fresh = Files.createTempFile(file.getParent(), "changelog", ".new");
      Files.writeString(fresh, all);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
