package dev.slipway.notifications.cdevents;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.core.rollout.Provenance;
import dev.slipway.core.spi.Notice;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A notice in CDEvents' words: a rollout is a run of a pipeline, its end is what became of the service, and what Slipway sends back by
 * itself is an incident from its turn until stable carries all traffic again. A pure function.
 */
public final class InCdEvents {
  private final Notice notice;
  private final List<CdEvent> events = new ArrayList<>();

  private InCdEvents(Notice notice) {
    this.notice = notice;
  }

  /** None where CDEvents has no word for it. */
  public static List<CdEvent> of(Notice notice) {
    InCdEvents words = new InCdEvents(notice);
    words.say();
    return List.copyOf(words.events);
  }

  private void say() {
    switch (notice.kind()) {
      case STARTED -> run("started", content().put("pipelineName", pipeline()).put("uri", uri()));
      case GOING_BACK -> {
        if (back()) {
          run("started", content().put("pipelineName", pipeline()).put("uri", uri()));
        } else {
          incident("detected");
        }
      }
      case PROMOTED -> {
        service(notice.about().flatMap(Notice.About::stable).isPresent() ? "upgraded" : "deployed");
        finished("success");
      }
      case ROLLED_BACK -> {
        if (back()) {
          service("rolledback");
          finished("success");
        } else {
          incident("resolved");
          finished("cancel");
        }
      }
      case FAILED -> {
        incident("resolved");
        finished("failure");
      }
      case NOT_STARTED -> finished("cancel");
      case REMOVED -> add("service.removed", notice.target().service(), placed(content()));
      case ROUTER_CHANGED -> add("environment.modified", notice.target().environment(), content().put("name", notice.target().toString()));
      case PROBLEM -> incident("detected");
      case PROBLEM_OVER -> incident("resolved");
      case TEST -> run("queued", content().put("pipelineName", pipeline()));
      case WAITING, STEP_PASSED, NEEDS_PERSON -> { }
    }
  }

  private boolean back() {
    return notice.about().filter(Notice.About::back).isPresent();
  }

  private static ObjectNode content() {
    return JsonNodeFactory.instance.objectNode();
  }

  private ObjectNode placed(ObjectNode content) {
    content.putObject("environment").put("id", notice.target().environment());
    return content;
  }

  private void run(String what, ObjectNode content) {
    add("pipelinerun." + what, notice.thread(), content);
  }

  private void finished(String outcome) {
    ObjectNode content = content().put("pipelineName", pipeline()).put("uri", uri()).put("outcome", outcome);
    run("finished", outcome.equals("success") ? content : content.put("errors", notice.reason().orElse(notice.text())));
  }

  private void service(String what) {
    add("service." + what, notice.target().service(), placed(content()).put("artifactId", artifact()));
  }

  private void incident(String what) {
    ObjectNode content = placed(content()).put("description", notice.reason().map(r -> notice.text() + ": " + r).orElse(notice.text()));
    if (notice.about().isPresent()) {
      content.put("artifactId", artifact());
    }
    content.putObject("service").put("id", notice.target().service());
    add("incident." + what, notice.thread(), content);
  }

  private String pipeline() {
    return "slipway " + notice.target();
  }

  /** Where a person looks: the run that deploys, as far as it said where it is. */
  private String uri() {
    return notice.about().flatMap(Notice.About::provenance).flatMap(Provenance::run).filter(InCdEvents::address)
        .orElse("urn:slipway:" + notice.target().service() + ":" + notice.target().environment() + ":"
            + notice.about().map(Notice.About::number).orElse(0L));
  }

  private static boolean address(String text) {
    try {
      return text.matches("https?://.*") && URI.create(text).getHost() != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** A package URL, which is what an artifact's id is. */
  private String artifact() {
    return notice.about().map(Notice.About::candidate).map(c -> "pkg:generic/" + notice.target().service() + "@"
        + c.version().replace("+", "%2B") + (c.digest().isEmpty() ? "" : "?checksum=sha256:" + c.digest())).orElseThrow();
  }

  private void add(String kind, String subject, ObjectNode content) {
    // Everything of one rollout is of one chain, by whichever server it is told.
    String chain = UUID.nameUUIDFromBytes(notice.thread().getBytes(StandardCharsets.UTF_8)).toString();
    events.add(new CdEvent(
        CdEvent.VERSION, notice.id() + "-" + events.size(), "/slipway/" + notice.target(), "dev.cdevents." + kind + ".0.3.0",
        notice.at().toString(), Optional.empty(), Optional.of(chain), Optional.empty(),
        new CdEvent.Subject(subject, Optional.of("/slipway/" + notice.target()), Optional.empty(), content), Optional.empty(),
        Optional.empty()));
  }
}
