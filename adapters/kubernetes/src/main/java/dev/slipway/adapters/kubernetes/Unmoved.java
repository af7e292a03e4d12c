package dev.slipway.adapters.kubernetes;

import dev.slipway.core.spi.OutsideException;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Where nothing shares out requests: pods take their work themselves, or keep their names. What was decided stands in an annotation of what
 * the team made, and changes nothing there; nobody's requests are waited for.
 *
 * @param watched objects of its kind
 * @param made it, as it is now
 */
record Unmoved<T extends HasMetadata>(Team team, Supplier<Watched<T>> watched, Supplier<T> made) implements Mover {
  @Override
  public T object() {
    return made.get();
  }

  @Override
  public void fill(Merge merge, Written next) {
    if (next.override().isPresent()) {
      throw new OutsideException("SLW-4314", "nothing moves traffic of " + next.target() + ", so that an emergency changes nothing"
          + ClusterFault.HELD + ". Go back: slipway rollback " + next.target().environment());
    }
  }

  @Override
  public Optional<String> foreign(Written written) {
    return Optional.empty();
  }

  @Override
  public void write(Merge merge) {
    var unused = team.namespace().patch(watched.get(), object(), merge.text());
  }

  @Override
  public void refresh() {
    team.namespace().refresh(watched.get(), object());
  }

  @Override
  public void restore(Merge merge) {}

  @Override
  public Set<String> serving() {
    return Set.of();
  }
}
