package dev.slipway.release.history;

import dev.slipway.release.ReleaseException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The git program in one folder. What the repository's own configuration could make it start while reading (pagers, signature checks,
 * file system monitors) stays off.
 *
 * @param folder inside a work tree
 * @param environment set on top of this process's own
 */
public record Git(Path folder, Map<String, String> environment) {
  private static final int MOST_MINUTES = 10;
  private static final int MOST_COMPLAINT = 4_000;

  public Git {
    environment = Map.copyOf(environment);
  }

  /** Git in a folder. */
  public Git(Path folder) {
    this(folder, Map.of());
  }

  /** What a command said. */
  public record Answer(int exit, String out, String complaint) {
    /** Whether it succeeded. */
    public boolean ok() {
      return exit == 0;
    }
  }

  /** Reads what a command writes while it runs. */
  public interface Reader {
    /** Reads to the end, or leaves early, which ends the command. */
    void read(InputStream out) throws IOException;
  }

  /** The same with more environment. */
  public Git with(String name, String value) {
    Map<String, String> more = new java.util.HashMap<>(environment);
    more.put(name, value);
    return new Git(folder, more);
  }

  /** Runs a command to its end. */
  public Answer ask(String... words) {
    return feed(new byte[0], words);
  }

  /** Runs a command to its end with some input. */
  public Answer feed(byte[] input, String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    return run(input, in -> in.transferTo(out), out, words);
  }

  /** Runs a command that must succeed; its answer without the last line's end. */
  public String must(String... words) {
    Answer answer = ask(words);
    if (!answer.ok()) {
      throw failed(answer, words);
    }
    return answer.out().endsWith("\n") ? answer.out().substring(0, answer.out().length() - 1) : answer.out();
  }

  /** Runs a command whose output is read while it comes. */
  public Answer stream(Reader reader, String... words) {
    return run(new byte[0], reader, new ByteArrayOutputStream(), words);
  }

  /** What is thrown where git could not do what it has to. */
  public static ReleaseException failed(Answer answer, String... words) {
    return ReleaseException.unreached("SLW-6220 git " + words[0] + " failed (exit " + answer.exit() + "): "
        + inOneLine(answer) + ". See what it says by hand, then run the command again");
  }

  /** What git complained of, without its last full stop. */
  public static String inOneLine(Answer answer) {
    return answer.complaint().lines().map(String::strip).filter(line -> !line.isEmpty()).collect(Collectors.joining(" / "))
        .replaceFirst("\\.$", "");
  }

  private Answer run(byte[] input, Reader reader, ByteArrayOutputStream out, String... words) {
    List<String> command = new ArrayList<>(List.of("git", "--no-pager", "-c", "core.fsmonitor=false", "-c", "log.showSignature=false"));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().putAll(Map.of("LC_ALL", "C", "GIT_TERMINAL_PROMPT", "0", "GIT_OPTIONAL_LOCKS", "0"));
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      StringBuilder complaint = new StringBuilder();
      Thread listener = Thread.ofVirtual().start(() -> listen(process, complaint));
      try (OutputStream to = process.getOutputStream()) {
        to.write(input);
      }
      try (InputStream from = process.getInputStream()) {
        reader.read(from);
      }
      if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw ReleaseException.unreached("SLW-6220 git " + words[0] + " took longer than " + MOST_MINUTES + " minutes and was ended");
      }
      listener.join();
      return new Answer(process.exitValue(), out.toString(StandardCharsets.UTF_8), complaint.toString());
    } catch (IOException e) {
      throw Files.isDirectory(folder)
          ? ReleaseException.unreached("SLW-6221 git could not be run (" + e.getMessage() + "). Install git, or put it on the PATH", e)
          : ReleaseException.wrongUse("SLW-6200 " + folder + " is no folder. Nothing was changed");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ReleaseException.unreached("SLW-6220 git " + words[0] + " was interrupted", e);
    }
  }

  private static void listen(Process process, StringBuilder complaint) {
    try (InputStream errors = process.getErrorStream()) {
      byte[] part = new byte[1024];
      for (int read = errors.read(part); read >= 0; read = errors.read(part)) {
        if (complaint.length() < MOST_COMPLAINT) {
          complaint.append(new String(part, 0, read, StandardCharsets.UTF_8));
        }
      }
    } catch (IOException e) {
      complaint.append(" (its complaint could not be read: ").append(e.getMessage()).append(')');
    }
  }
}
