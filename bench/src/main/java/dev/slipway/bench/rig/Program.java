package dev.slipway.bench.rig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The {@code slipway} command, run as a user runs it. */
public final class Program {
  private final Installation installation;
  private final Workspace workspace;

  /** On a workspace: its state folder, and its folder as the working directory. */
  public Program(Installation installation, Workspace workspace) {
    this.installation = installation;
    this.workspace = workspace;
  }

  /** How a run ended, and what it printed. */
  public record Ended(int exit, String out, String err, long tookMicros) {
    /** Both outputs. */
    public String said() {
      return out + err;
    }
  }

  /** A run under way. */
  public record Started(Process process, Path out, Path err, long startedNanos) {
    /** Waits for its end. */
    public Ended ended(int mostSeconds) {
      try {
        if (!process.waitFor(mostSeconds, TimeUnit.SECONDS)) {
          process.destroyForcibly().waitFor();
          throw new RigException("not ended within " + mostSeconds + " s: " + Workspace.read(out) + Workspace.read(err));
        }
        long tookMicros = (System.nanoTime() - startedNanos) / 1_000;
        return new Ended(process.exitValue(), Workspace.read(out), Workspace.read(err), tookMicros);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new RigException("interrupted", e);
      }
    }
  }

  /** Starts {@code slipway ARGUMENTS}. */
  public Started start(String... arguments) {
    List<String> command = new ArrayList<>(List.of(installation.launcher().toString()));
    command.addAll(List.of(arguments));
    try {
      Path out = Files.createTempFile(workspace.folder(), "cli", ".out");
      Path err = Files.createTempFile(workspace.folder(), "cli", ".err");
      ProcessBuilder builder =
          new ProcessBuilder(command).directory(workspace.folder().toFile()).redirectOutput(out.toFile()).redirectError(err.toFile());
      builder.environment().put("SLIPWAY_STATE", workspace.state().toString());
      builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
      builder.environment().remove("SLIPWAY_SERVER");
      return new Started(builder.start(), out, err, System.nanoTime());
    } catch (IOException e) {
      throw new RigException("slipway " + String.join(" ", arguments) + " could not be started", e);
    }
  }

  /** Runs {@code slipway ARGUMENTS} to its end. */
  public Ended run(String... arguments) {
    return start(arguments).ended(60);
  }
}
