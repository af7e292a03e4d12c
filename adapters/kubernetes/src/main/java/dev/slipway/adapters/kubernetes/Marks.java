package dev.slipway.adapters.kubernetes;

import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.TargetId;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what Slipway wrote on objects. What somebody garbled is as if it were not there. */
final class Marks {
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
  private static final Pattern COUNT = Pattern.compile("[0-9]{1,6}");

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
    return annotation(object, Names.EPOCH).filter(e -> NUMBER.matcher(e).matches()).map(Long::parseLong).orElse(0L);
  }

  static int asked(HasMetadata object) {
    return annotation(object, Names.ASKED).filter(e -> COUNT.matcher(e).matches()).map(Integer::parseInt).orElse(0);
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
    return version != null && NUMBER.matcher(version).matches() ? Long.parseLong(version) : 0;
  }
}
