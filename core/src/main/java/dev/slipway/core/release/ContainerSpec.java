package dev.slipway.core.release;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/**
 * How one container is made, beside what every instance has: variables, memory limit, health and grace.
 *
 * @param port on which it serves
 * @param command arguments in place of the image's own; empty for those
 * @param milliCpus most processor time, in thousandths of a core
 * @param pids most processes and threads
 * @param user user, or user and group, in place of the image's
 * @param readOnly whether its root file system is read-only
 * @param networks those it joins, the one it is reached through first; empty for one that Slipway makes for the service
 * @param volumes as {@code SOURCE:TARGET[:ro]}, a source with a slash being a path of the engine's machine and another one a volume
 * @param secrets files below {@code /run/secrets}
 * @param labels of the user's own
 * @param compose the service of a compose file whose place it takes
 */
public record ContainerSpec(
    int port,
    List<String> command,
    Optional<Integer> milliCpus,
    Optional<Integer> pids,
    Optional<String> user,
    boolean readOnly,
    List<Network> networks,
    List<String> volumes,
    List<Secret> secrets,
    List<Label> labels,
    Optional<Compose> compose) {
  public ContainerSpec {
    command = List.copyOf(command);
    networks = List.copyOf(networks);
    volumes = List.copyOf(volumes);
    secrets = List.copyOf(secrets);
    labels = List.copyOf(labels);
  }

  /**
   * A network that exists.
   *
   * @param name as the engine knows it
   * @param aliases further names under which others in it find the container
   */
  public record Network(String name, List<String> aliases) {
    public Network {
      aliases = List.copyOf(aliases);
    }
  }

  /**
   * A file with a secret, which is looked up when a container is made and is in neither release nor journal.
   *
   * @param name of the file
   * @param source {@code ${file:/path}} on the server's machine or {@code ${env:NAME}} of the server's environment
   */
  public record Secret(String name, String source) {}

  /** A label. */
  public record Label(String name, String value) {}

  /**
   * A service of a compose file.
   *
   * @param file the compose file
   * @param service its service
   * @param project the compose project; absent for the one that compose itself would take
   */
  public record Compose(String file, String service, Optional<String> project) {}

  /** A container that only serves a port. */
  public static ContainerSpec serving(int port) {
    return new ContainerSpec(
        port, List.of(), Optional.empty(), Optional.empty(), Optional.empty(), false, List.of(), List.of(), List.of(), List.of(),
        Optional.empty());
  }

  /** The same with its files found from elsewhere. */
  ContainerSpec from(UnaryOperator<String> folder) {
    return new ContainerSpec(
        port, command, milliCpus, pids, user, readOnly, networks, volumes.stream().map(v -> v.startsWith(".") ? folder.apply(v) : v)
            .toList(),
        secrets, labels, compose.map(c -> new Compose(folder.apply(c.file()), c.service(), c.project())));
  }

  void spell(BiConsumer<String, String> line) {
    line.accept("port", Integer.toString(port));
    command.forEach(c -> line.accept("command", c));
    line.accept("cpus", milliCpus.map(String::valueOf).orElse(""));
    line.accept("pids", pids.map(String::valueOf).orElse(""));
    line.accept("user", user.orElse(""));
    line.accept("read-only", Boolean.toString(readOnly));
    networks.forEach(n -> {
      line.accept("network", n.name());
      n.aliases().forEach(a -> line.accept("alias", a));
    });
    volumes.forEach(v -> line.accept("volume", v));
    secrets.forEach(s -> line.accept("secret " + s.name(), s.source()));
    labels.forEach(l -> line.accept("label " + l.name(), l.value()));
    line.accept("compose", compose.map(Compose::service).orElse(""));
  }
}
