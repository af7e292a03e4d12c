package dev.slipway.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** The command that starts the embedded proxy from the installation that the server itself runs from. */
final class ProxyCommand {
  private static final List<String> FLAGS =
      List.of("-XX:+UseSerialGC", "-Xms24m", "-Xmx96m", "-Xss512k", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");

  private ProxyCommand() {}

  /**
   * The command for one state directory of the proxy: what SLIPWAY_PROXY_COMMAND says, else the launcher that started this server, else
   * this server's own Java and class path.
   */
  static List<String> of(Path directory, Map<String, String> environment, Properties properties) {
    List<String> command = new ArrayList<>(base(environment, properties));
    command.addAll(List.of("--dir", directory.toString()));
    return List.copyOf(command);
  }

  private static List<String> base(Map<String, String> environment, Properties properties) {
    Optional<String> told = Optional.ofNullable(environment.get("SLIPWAY_PROXY_COMMAND")).filter(c -> !c.isBlank());
    if (told.isPresent()) {
      return List.of(told.get().strip().split("\\s+"));
    }
    Optional<String> launcher = Optional.ofNullable(properties.getProperty("slipway.launcher"));
    if (launcher.isPresent()) {
      return List.of(launcher.get(), "proxy");
    }
    List<String> java = new ArrayList<>();
    java.add(Path.of(properties.getProperty("java.home"), "bin", "java").toString());
    java.addAll(FLAGS);
    String classPath =
        Optional.ofNullable(properties.getProperty("slipway.home")).map(h -> h + "/lib/*").orElseGet(() -> properties.getProperty("java.class.path"));
    java.addAll(List.of("-cp", classPath, "dev.slipway.proxy.ProxyMain"));
    return java;
  }
}
