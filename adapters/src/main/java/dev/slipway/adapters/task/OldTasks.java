package dev.slipway.adapters.task;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Lets go of what was kept of the tasks of rollouts that are long over: a target has one rollout at a time, and their numbers rise. */
final class OldTasks {
  /** So many rollouts before the newest can still be looked at. */
  static final int KEPT_ROLLOUTS = 20;

  private static final Logger LOG = System.getLogger(OldTasks.class.getName());
  private static final Pattern NUMBERED = Pattern.compile("([0-9]{1,18})-.+");

  private OldTasks() {}

  /** Removes them beside the folder of a new one. That one starts whether or not they can be removed; the next tries again. */
  static void letGo(TaskFolder newest) {
    long number = number(newest.path());
    try (DirectoryStream<Path> all = Files.newDirectoryStream(newest.path().getParent(), path -> number(path) >= 0)) {
      for (Path each : all) {
        if (number(each) < number - KEPT_ROLLOUTS) {
          remove(each);
        }
      }
    } catch (IOException | UncheckedIOException e) {
      LOG.log(Level.WARNING, "SLW-3068 old tasks beside " + newest.path() + " could not be removed; the next task tries again. "
          + "Traffic is not touched", e);
    }
  }

  private static long number(Path folder) {
    Matcher name = NUMBERED.matcher(folder.getFileName().toString());
    return name.matches() ? Long.parseLong(name.group(1)) : -1;
  }

  private static void remove(Path folder) throws IOException {
    List<Path> inside;
    try (Stream<Path> all = Files.walk(folder)) {
      inside = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : inside) {
      Files.deleteIfExists(each);
    }
  }
}
