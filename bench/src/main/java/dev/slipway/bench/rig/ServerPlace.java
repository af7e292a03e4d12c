package dev.slipway.bench.rig;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where one server lives, and how it is started there.
 *
 * @param launcher bin/slipway
 * @param state its state folder
 * @param out what it prints
 * @param options further ones of its command
 * @param environment further variables of it
 */
record ServerPlace(Path launcher, Path state, Path out, List<String> options, Map<String, String> environment) {

  /** The only one of a workspace, with its state in a file. */
  static ServerPlace alone(Installation installation, Workspace workspace) {
    return new ServerPlace(installation.launcher(), workspace.state(), workspace.folder().resolve("server.out"), List.of(), Map.of());
  }

  /** One of several on a database; the first has the workspace's state folder, where instances and routers are. */
  static ServerPlace onDatabase(Installation installation, Workspace workspace, PostgresProcess postgres, int number) {
    String name = number == 1 ? "" : "-" + number;
    return new ServerPlace(installation.launcher(), workspace.folder().resolve("state" + name), workspace.folder().resolve("server" + name
        + ".out"), List.of("--database", postgres.url()), Map.of("SLIPWAY_DATABASE_PASSWORD_FILE", postgres.passwordFile().toString()));
  }

  ServerPlace with(Map<String, String> more) {
    Map<String, String> both = new HashMap<>(environment);
    both.putAll(more);
    return new ServerPlace(launcher, state, out, options, both);
  }

  /** Starts it. */
  Process launch() {
    List<String> command = new ArrayList<>(List.of(launcher.toString(), "server", "--state", state.toString(), "--port",
        Integer.toString(Ports.free())));
    command.addAll(options);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(out.toFile()));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new RigException(command + " could not be started", e);
    }
  }
}
