package dev.slipway.adapters.kubernetes;

import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.TargetId;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;
import java.util.Optional;

/** Reads what Slipway wrote on objects. What somebody garbled is as if it were not there. */
final class Marks {
  private Marks() {}

  static Optional<String> annotation(HasMetadata object, String name) {
    return Optional.ofNullable(object.getMetadata().getAnnotations()).map(a -> a.get(name));
  }

  static Optional<String> label(HasMetadata object, String name) {
    return Optional.ofNullable(object.getMetadata().getLabels()).map(a -> a.get(name));
  }

  static Map<String, String> labels(HasMetadata object) {
    return Optional.ofNullable(object.getMetadata().getLabels()).orElse(Map.of());
  }

  static long epoch(HasMetadata object) {
    return annotation(object, Names.EPOCH).filter(e -> e.matches("[0-9]{1,18}")).map(Long::parseLong).orElse(0L);
  }

  static int asked(HasMetadata object) {
    return annotation(object, Names.ASKED).filter(e -> e.matches("[0-9]{1,6}")).map(Integer::parseInt).orElse(0);
  }

  static Optional<ReleaseId> release(HasMetadata object) {
    return annotation(object, Names.RELEASE).map(ReleaseId::new);
  }

  static boolean of(HasMetadata object, TargetId target) {
    return annotation(object, Names.TARGET).filter(target.toString()::equals).isPresent();
  }

  /** The version of an object as a number, by which two readings of it can be told apart. */
  static long version(HasMetadata object) {
    String version = object.getMetadata().getResourceVersion();
    return version != null && version.matches("[0-9]{1,18}") ? Long.parseLong(version) : 0;
  }
}
