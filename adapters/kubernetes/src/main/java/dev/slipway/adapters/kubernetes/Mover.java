package dev.slipway.adapters.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Optional;
import java.util.Set;

/** One kind of object that shares out requests. It holds what Slipway wrote as an annotation and changes with it in one write. */
interface Mover {
  /** The object, as it is now. */
  HasMetadata object();

  /** What is to be there before the object may name it. */
  default void prepare(Written next) {}

  /** Adds what makes the object share out requests so; refuses what it cannot. */
  void fill(Merge merge, Written next);

  /** In words, what somebody else changed of it since. */
  Optional<String> foreign(Written written);

  /** Makes the change. */
  void write(Merge merge);

  /** Reads the object anew. */
  void refresh();

  /** Adds what makes the object again what the team made. */
  void restore(Merge merge);

  /** The addresses of pods that requests go to now. */
  Set<String> serving();
}
