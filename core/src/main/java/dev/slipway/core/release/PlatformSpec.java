package dev.slipway.core.release;

import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/**
 * What instances of a release run on. Where there is none, they are processes of the server's own machine.
 *
 * <p>It belongs to the release: another release of the same target may run on another platform, and a rollout moves between the two.
 */
public sealed interface PlatformSpec {

  /**
   * Containers of a Docker engine.
   *
   * @param engine which one, and how its containers are reached
   * @param container how each is made
   */
  record Docker(DockerEngine engine, ContainerSpec container) implements PlatformSpec {}

  /** The word for it in slipway.yaml. */
  default String word() {
    return switch (this) {
      case Docker d -> "docker";
    };
  }

  /** The same with its files found from elsewhere. */
  default PlatformSpec from(UnaryOperator<String> folder) {
    return switch (this) {
      case Docker(DockerEngine engine, ContainerSpec container) -> new Docker(engine.from(folder), container.from(folder));
    };
  }

  /** Names and values of everything that makes two of them differ in how an instance runs, always in the same order. */
  default void spell(BiConsumer<String, String> line) {
    switch (this) {
      case Docker(DockerEngine engine, ContainerSpec container) -> {
        line.accept("platform", "docker");
        engine.spell(line);
        container.spell(line);
      }
    }
  }
}
