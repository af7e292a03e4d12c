package dev.slipway.engine.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@link WriterMain} in a process of its own. */
final class WriterProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader said;

  private WriterProcess(Process process) {
    this.process = process;
    this.said = process.inputReader();
  }

  static WriterProcess start(Path file, String... more) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command = new ArrayList<>(
        List.of(
            java, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
            WriterMain.class.getName(), file.toString()));
    command.addAll(List.of(more));
    return new WriterProcess(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start());
  }

  long pid() {
    return process.pid();
  }

  /** Waits for the next version that it has committed. */
  long acknowledged() throws IOException {
    String line = said.readLine();
    if (line == null) {
      throw new IOException("the writer ended");
    }
    return Long.parseLong(line);
  }

  /** From now on no file of a process's may grow beyond this, so that the disk refuses; "unlimited" makes it well again. */
  static void limitFiles(long pid, String bytes) throws IOException, InterruptedException {
    int exit = new ProcessBuilder("prlimit", "--fsize=" + bytes + ":", "--pid", Long.toString(pid)).redirectError(ProcessBuilder.Redirect.INHERIT).start().waitFor();
    if (exit != 0) {
      throw new IOException("prlimit exited with " + exit);
    }
  }

  /** The last line it says before its end. */
  String lastLine() throws IOException {
    String last = "";
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      last = line;
    }
    return last;
  }

  /** Kills it at once (SIGKILL) and tells the last version that it said it had committed. */
  long kill(long before) throws Exception {
    // Not destroyForcibly of the process: that closes its output, and with it what it said last.
    process.toHandle().destroyForcibly();
    process.waitFor(10, TimeUnit.SECONDS);
    long last = before;
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      // The last line may be torn: a number that lost digits is smaller, never larger.
      last = line.isBlank() ? last : Math.max(last, Long.parseLong(line));
    }
    return last;
  }

  @Override
  public void close() throws Exception {
    process.destroyForcibly();
    process.waitFor(10, TimeUnit.SECONDS);
  }
}
