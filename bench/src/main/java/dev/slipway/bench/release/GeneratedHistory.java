package dev.slipway.bench.release;

import dev.slipway.bench.rig.RigException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * A repository with a history made by git fast-import: seconds for what commits would take minutes for.
 *
 * @param folder of the work tree
 * @param commits on one line
 */
public record GeneratedHistory(Path folder, int commits) {
  private static final long BEGIN = 1_600_000_000L;
  private static final int SECONDS_BETWEEN = 600;
  private static final int AUTHORS = 23;
  private static final int MOST_MINUTES = 10;
  private static final String[] TYPES = {"feat", "fix", "docs", "chore", "refactor", "perf", "test", "ci"};
  private static final String[] SCOPES = {"api", "ui", "core", "db"};

  /** Makes one with so many tags, each a minor version. */
  public static GeneratedHistory make(Path folder, int commits, int tags) {
    try {
      Files.createDirectories(folder);
      Path stream = Files.createTempFile("history", ".import");
      write(stream, commits, tags);
      git(folder, "init", "-q", "-b", "main");
      run(folder, stream, List.of("git", "fast-import", "--quiet"));
      git(folder, "reset", "-q", "--hard");
      git(folder, "remote", "add", "origin", "https://github.com/example/shop.git");
      Files.delete(stream);
      return new GeneratedHistory(folder, commits);
    } catch (IOException e) {
      throw new RigException("no history could be made in " + folder, e);
    }
  }

  private static void write(Path stream, int commits, int tags) throws IOException {
    Random random = new Random(7);
    int every = commits / (tags + 1);
    try (BufferedWriter out = Files.newBufferedWriter(stream)) {
      for (int i = 1; i <= commits; i++) {
        String message = TYPES[random.nextInt(TYPES.length)] + "(" + SCOPES[random.nextInt(SCOPES.length)] + "): change number " + i
            + " of the thing that matters\n" + (i % 3 == 0 ? "\nSome longer text about why " + i
                + " is needed, over\nmore than one line.\n" : "")
            + (i % 400 == 0 ? "\nBREAKING CHANGE: the option " + i + " is gone\n" : "") + (i % 5 == 0 ? "\nCloses #" + i + "\n" : "");
        String who = " Dev" + i % AUTHORS + " <dev" + i % AUTHORS + "@example.com> " + (BEGIN + (long) i * SECONDS_BETWEEN) + " +0000\n";
        out.write("commit refs/heads/main\nauthor" + who + "committer" + who + "data " + message.getBytes(StandardCharsets.UTF_8).length
            + "\n"
            + message + "M 100644 inline f" + i % 50 + "/x.txt\ndata " + Integer.toString(i).length() + "\n" + i + "\n");
        if (i % every == 0 && i / every <= tags) {
          out.write("tag v1." + i / every + ".0\nfrom refs/heads/main\ntagger" + who + "data 0\n");
        }
      }
    }
  }

  /** Runs git in a folder. */
  public static void git(Path folder, String... words) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(words));
    run(folder, Path.of("/dev/null"), command);
  }

  private static void run(Path folder, Path input, List<String> command) {
    try {
      Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectInput(input.toFile())
          .redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new RigException(String.join(" ", command) + " failed");
      }
    } catch (IOException e) {
      throw new RigException(command + " could not be started", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RigException("interrupted", e);
    }
  }
}
