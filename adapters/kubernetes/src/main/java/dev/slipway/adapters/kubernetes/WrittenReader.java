package dev.slipway.adapters.kubernetes;

import dev.slipway.core.traffic.RouterSpec;
import org.jspecify.annotations.Nullable;

/** Reads what stands in one target's annotation, which is looked at twice a second and changes with a step: the same text is read once. */
final class WrittenReader {
  private final RouterSpec.Kubernetes spec;
  private volatile @Nullable Understood last;

  private record Understood(String text, Written written) {}

  WrittenReader(RouterSpec.Kubernetes spec) {
    this.spec = spec;
  }

  Written read(String text) {
    Understood before = last;
    if (before != null && before.text().equals(text)) {
      return before.written();
    }
    Written written = WrittenJson.read(text, spec);
    last = new Understood(text, written);
    return written;
  }
}
