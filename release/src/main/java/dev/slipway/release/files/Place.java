package dev.slipway.release.files;

import dev.slipway.core.version.SemanticVersion;
import java.util.regex.Pattern;

/**
 * Where a version stands in a text.
 *
 * @param start of its first character
 * @param end behind its last
 * @param form which part of the version stands there
 */
record Place(int start, int end, Form form) {
  /** Text that can be a version: what a build computes, such as {@code ${revision}}, is none. */
  static final Pattern VERSION = Pattern.compile("v?[0-9]{1,18}(?:\\.[0-9]{1,18}){0,3}(?:[-.+_]?[0-9A-Za-z][0-9A-Za-z.+_-]{0,100})?");

  /** Which part of a version a file wants. */
  enum Form {
    /** All of it. */
    FULL,
    /** The three numbers. */
    CORE,
    /** What is behind the dash, empty for a stable version. */
    SUFFIX,
    /** Three numbers and a fourth that stays as it is. */
    FOUR
  }

  /** The whole version stands there. */
  static Place full(int start, int end) {
    return new Place(start, end, Form.FULL);
  }

  /** What is there now. */
  String in(String text) {
    return text.substring(start, end);
  }

  /** What is to stand there. */
  String written(String text, SemanticVersion version) {
    String old = in(text);
    return switch (form) {
      case FULL -> (old.startsWith("v") ? "v" : "") + version;
      case CORE -> version.core().toString();
      case SUFFIX -> String.join(".", version.preRelease());
      case FOUR -> version.core() + (old.matches("[0-9]+(\\.[0-9]+){3}") ? old.substring(old.lastIndexOf('.')) : "");
    };
  }

  /** Whether a version can stand there. */
  static boolean isVersion(String text) {
    return VERSION.matcher(text).matches();
  }
}
