package dev.slipway.proxy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Proxies of one directory as the processes that they are, one after the other or beside each other. */
final class ProxyProcesses implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 20;

  private final Path directory;
  private final List<Process> started = new ArrayList<>();
  final AdminClient admin;

  ProxyProcesses(Path directory) {
    this.directory = directory;
    this.admin = new AdminClient(directory.resolve("proxy.sock"));
  }

  /** Not awaited; what it says goes to a file of its own. */
  Process launch(String... more) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.slipway.proxy.ProxyMain",
                "--dir",
                directory.toString()));
    command.addAll(List.of(more));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log(started.size()).toFile()).start();
    started.add(process);
    return process;
  }

  /** Starts one and waits until it is the one that is asked. */
  Process start(String... more) throws Exception {
    Process process = launch(more);
    RunningProxy.await("process " + process.pid() + " answers", () -> !process.isAlive() || process.pid() == pid());
    return process;
  }

  /** What the n-th process of this directory said. */
  Path log(int number) {
    return directory.resolveSibling(directory.getFileName() + "-" + number + ".log");
  }

  String said(Process process) throws IOException {
    return Files.readString(log(started.indexOf(process)));
  }

  /** Of whoever answers; 0 if nobody does. */
  long pid() {
    try {
      return admin.op("hello").path("pid").asLong();
    } catch (IOException nobody) {
      return 0;
    }
  }

  int apply(TableBuilder table) throws Exception {
    JsonNode reply = admin.apply(table.build());
    if (!reply.path("ok").asBoolean()) {
      throw new IllegalStateException(reply.toString());
    }
    return read().path("listenPort").asInt();
  }

  JsonNode read() throws IOException {
    return admin.op("read", RunningProxy.TARGET);
  }

  JsonNode counts() throws IOException {
    return admin.op("counts", RunningProxy.TARGET);
  }

  static boolean ends(Process process) throws InterruptedException {
    return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    started.forEach(Process::destroyForcibly);
  }
}
