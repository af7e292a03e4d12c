package dev.slipway.cli.init;

/**
 * The copy of a folder that is shipped in its place. The folder itself would bring along what changes without a new version (git's own files)
 * and what cannot move (a virtual environment, whose links lead out of it).
 */
final class ShippedCopy {
  /** Name of the copy, in the folder. */
  static final String NAME = "slipway-app";

  static final String NOTE = "What is shipped is a copy of this folder, made anew for each version; add " + NAME + " to .gitignore.";

  private ShippedCopy() {}

  /** Shell command that makes it, in {@code from}, a folder here or {@code .}. */
  static String command(String from) {
    String left = " --exclude=./" + NAME + " --exclude=./slipway.yaml --exclude=./.git --exclude=./.venv --exclude=./venv";
    return "rm -rf " + NAME + " && mkdir " + NAME + " && tar -cf -" + left + " -C " + from + " . | tar -xf - -C " + NAME;
  }
}
