package dev.slipway.cli;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A slipway of this build in a folder, with its own state: commands, server and proxy are processes as users have them. */
public record InstalledSlipway(Path home) {
  private static final int MOST_SECONDS = 120;

  /** What came of a command. */
  public record Run(int exit, String out, String said) {}

  /** Made in a folder. */
  public static InstalledSlipway in(Path home) throws IOException {
    Path program = home.resolve("slipway");
    String java = Path.of(System.getProperty("java.home"), "bin", "java")
        + " -XX:TieredStopAtLevel=1 -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED"
        + " -Dslipway.launcher=" + program + " -cp '" + System.getProperty("java.class.path") + "'";
    Files.writeString(program, """
        #!/bin/sh
        case "$1:$2" in
          server:stop) main=dev.slipway.cli.SlipwayMain ;;
          server:*) main=dev.slipway.server.ServerMain; shift ;;
          proxy:*) main=dev.slipway.proxy.ProxyMain; shift ;;
          *) main=dev.slipway.cli.SlipwayMain ;;
        esac
        exec %s $main "$@"
        """.formatted(java));
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    return new InstalledSlipway(home);
  }

  /** A port that nobody has. */
  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** Runs a command and waits for its end. */
  public Run run(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(home.resolve("slipway").toString()));
    command.addAll(List.of(words));
    Path out = home.resolve("out.txt");
    Path err = home.resolve("err.txt");
    ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile()).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().put("SLIPWAY_STATE", home.resolve("state").toString());
    Process process = builder.start();
    if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("it did not end: " + command + Files.readString(out) + Files.readString(err));
    }
    return new Run(process.exitValue(), Files.readString(out), Files.readString(out) + Files.readString(err));
  }

  /** Takes the target down and ends server and proxy. */
  public void close() throws IOException, InterruptedException {
    run("remove", "staging", "--yes");
    run("server", "stop");
    endProxy(home);
  }

  /** Ends the proxy that goes on without its server. */
  public static void endProxy(Path home) throws IOException {
    Path pid = home.resolve("state/proxy/proxy.pid");
    if (Files.exists(pid)) {
      Optional<ProcessHandle> proxy = ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()));
      proxy.ifPresent(ProcessHandle::destroy);
      proxy.ifPresent(p -> p.onExit().completeOnTimeout(p, MOST_SECONDS, TimeUnit.SECONDS).join());
    }
  }
}
