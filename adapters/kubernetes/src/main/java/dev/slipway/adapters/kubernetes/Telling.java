package dev.slipway.adapters.kubernetes;

import dev.slipway.core.rollout.TargetId;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Events on the team's own objects, which kubectl describe shows. Nothing waits for them, and nothing fails with them. */
record Telling(Namespace namespace) {
  private static final Logger LOG = LoggerFactory.getLogger(Telling.class);
  private static final int LONGEST = 1_000;

  /**
   * Tells of something that was done.
   *
   * @param about the object on which it is shown
   * @param reason in one word
   */
  void told(HasMetadata about, TargetId target, String reason, String message) {
    String now = namespace.cluster().clock().instant().truncatedTo(ChronoUnit.SECONDS).toString();
    Event event = new EventBuilder()
        .withNewMetadata().withGenerateName(about.getMetadata().getName() + ".slipway.").withNamespace(namespace.name()).endMetadata()
        .withNewInvolvedObject().withApiVersion(about.getApiVersion()).withKind(about.getKind()).withName(about.getMetadata().getName())
        .withNamespace(namespace.name()).withUid(about.getMetadata().getUid()).endInvolvedObject()
        .withType("Normal").withReason(reason).withMessage(message.length() > LONGEST ? message.substring(0, LONGEST) : message)
        .withFirstTimestamp(now).withLastTimestamp(now).withCount(1).withNewSource().withComponent("slipway").endSource().build();
    var unused = Thread.ofVirtual().name("event of " + target).start(() -> send(event));
  }

  /** Tells of shares that changed. */
  void moved(HasMetadata about, Optional<Written> was, Written now) {
    if (was.filter(w -> w.said().equals(now.said())).isEmpty()) {
      told(about, now.target(), "Traffic", now.said());
    }
  }

  private void send(Event event) {
    try {
      var made = namespace.client().v1().events().inNamespace(namespace.name()).resource(event).create();
    } catch (KubernetesClientException | IllegalStateException e) {
      // The latter when the server ends meanwhile.
      LOG.debug("an event was not told: {}", e.getMessage());
    }
  }
}
