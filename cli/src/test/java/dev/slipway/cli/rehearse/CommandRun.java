package dev.slipway.cli.rehearse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The command line as a process of its own, in a folder with a slipway.yaml and without any server. */
final class CommandRun {
  private CommandRun() {}

  /** How it ended and what it said. */
  record Ended(int exit, String out, String err) {}

  static Ended in(Path folder, String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC",
        "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add("dev.slipway.cli.SlipwayMain");
    command.addAll(List.of(words));
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectOutput(out.toFile()).redirectError(err.toFile())
        .start();
    assertTrue(process.waitFor(120, TimeUnit.SECONDS), "it did not end");
    return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  static void refused(Path folder, String code, String says, String... words) throws IOException, InterruptedException {
    Ended ended = in(folder, words);
    assertEquals(2, ended.exit(), ended.err());
    assertEquals("", ended.out());
    assertTrue(ended.err().contains(code) && ended.err().contains(says), ended.err());
  }
}
