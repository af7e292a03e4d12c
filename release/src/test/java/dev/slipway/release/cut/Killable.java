package dev.slipway.release.cut;

import dev.slipway.release.Releases;
import dev.slipway.release.history.Repository;
import dev.slipway.release.plan.Wishes;
import dev.slipway.release.settings.Settings;
import java.nio.file.Path;

/** A process of its own that cuts a release, and ends itself as kill -9 does at a step if it is told to. */
final class Killable {
  private Killable() {}

  /** Cuts in a folder; the second argument is the step to die at. */
  public static void main(String[] arguments) {
    new Cut(new Releases(Repository.at(Path.of(arguments[0])), Settings.DEFAULT), "2026-01-31", step -> {
      if (step.equals(arguments[1])) {
        die();
      }
    }).run(Wishes.NONE, new Cut.Options(false, false, false));
  }

  private static void die() {
    try {
      new ProcessBuilder("kill", "-9", Long.toString(ProcessHandle.current().pid())).start().waitFor();
    } catch (java.io.IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
