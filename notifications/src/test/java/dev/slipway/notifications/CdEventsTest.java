package dev.slipway.notifications;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.slipway.core.notice.NoticeKind;
import dev.slipway.core.notice.Severity;
import dev.slipway.core.notice.Way;
import dev.slipway.core.spi.Notice;
import dev.slipway.core.spi.Notifier.Answer;
import dev.slipway.notifications.cdevents.CdEvent;
import dev.slipway.notifications.cdevents.InCdEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What Slipway says in CDEvents, and that it understands what others say. */
class CdEventsTest {

  /** The folder with conformance and schemas of the specification: named, or beside this repository. */
  private static Path specification() {
    Optional<String> named = Optional.ofNullable(System.getenv("SLIPWAY_CDEVENTS_SPEC"));
    for (Path folder : Stream.concat(named.stream(), Stream.of("../../shared/cdevents", "../shared/cdevents")).map(Path::of).toList()) {
      if (Files.isDirectory(folder.resolve("conformance"))) {
        return folder;
      }
    }
    String message = "no specification of CDEvents 0.5 is here; SLIPWAY_CDEVENTS_SPEC names a folder with its conformance and schemas";
    System.out.println(message);
    return abort(message);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(f -> f.toString().endsWith(".json")).sorted().toList();
    }
  }

  @Test
  void every_conformance_file_is_read_and_written_equal() throws IOException {
    List<Path> files = files(specification().resolve("conformance"));
    assertTrue(files.size() >= 45, files.size() + " files");
    for (Path file : files) {
      String text = Files.readString(file);
      assertEquals(WebReceiver.JSON.readTree(text), WebReceiver.JSON.readTree(CdEvent.parse(text).json()), file.toString());
    }
    System.out.println(files.size() + " conformance files of CDEvents were read and written equal");
  }

  private static List<CdEvent> all() {
    List<CdEvent> events = new ArrayList<>();
    for (NoticeKind kind : NoticeKind.values()) {
      for (boolean back : new boolean[] {true, false}) {
        Notice whole = Given.notice(kind, Severity.ERROR, "it is slow", back, Optional.of("0123"));
        Notice.About about = whole.about().orElseThrow();
        Notice first = new Notice(whole.id(), whole.target(), whole.at(), kind, whole.severity(), Optional.of(new Notice.About(
            1, about.candidate(), Optional.empty(), back, Optional.empty())), whole.text(), Optional.empty(), "ada");
        events.addAll(InCdEvents.of(whole));
        events.addAll(InCdEvents.of(first));
      }
    }
    events.addAll(InCdEvents.of(Given.problem(NoticeKind.PROBLEM, "router:SLW-4056")));
    events.addAll(InCdEvents.of(Given.problem(NoticeKind.PROBLEM_OVER, "router:SLW-4056")));
    return events;
  }

  @Test
  void everything_said_is_valid_by_the_schema_of_its_type() throws IOException {
    Map<String, String> byId = new HashMap<>();
    Map<String, Schema> byType = new HashMap<>();
    List<Path> files = files(specification().resolve("schemas"));
    for (Path file : files) {
      String text = Files.readString(file);
      byId.put(WebReceiver.JSON.readTree(text).path("$id").asText(), text);
    }
    SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12, b -> b.schemas(byId));
    for (Path file : files) {
      JsonNode schema = WebReceiver.JSON.readTree(Files.readString(file));
      schema.at("/properties/context/properties/type/enum").forEach(t -> byType.put(t.asText(), registry.getSchema(
          com.networknt.schema.SchemaLocation.of(schema.path("$id").asText()))));
    }
    for (CdEvent event : all()) {
      List<Error> errors = of(byType, event).validate(WebReceiver.JSON.readTree(event.json()));
      assertEquals(List.of(), errors, event.json());
    }
    CdEvent none = CdEvent.parse(all().getFirst().json().replace("\"pipelineName\"", "\"pipeline\""));
    assertTrue(!of(byType, none).validate(WebReceiver.JSON.readTree(none.json())).isEmpty(), "the schemas refuse what is wrong");
  }

  private static Schema of(Map<String, Schema> byType, CdEvent event) {
    return Optional.ofNullable(byType.get(event.type())).orElseThrow(() -> new AssertionError("no schema of " + event.type()));
  }

  @Test
  void a_rollout_is_a_run_and_its_end_is_what_became_of_the_service() {
    assertEquals(List.of("pipelinerun.started"), types(NoticeKind.STARTED, false));
    assertEquals(List.of("service.upgraded", "pipelinerun.finished"), types(NoticeKind.PROMOTED, false));
    assertEquals(List.of("incident.detected"), types(NoticeKind.GOING_BACK, false));
    assertEquals(List.of("incident.resolved", "pipelinerun.finished"), types(NoticeKind.FAILED, false));
    assertEquals(List.of("pipelinerun.started"), types(NoticeKind.GOING_BACK, true));
    assertEquals(List.of("service.rolledback", "pipelinerun.finished"), types(NoticeKind.ROLLED_BACK, true));
    assertEquals(List.of("service.removed"), types(NoticeKind.REMOVED, false));
    CdEvent upgraded = InCdEvents.of(Given.notice(NoticeKind.PROMOTED, Severity.INFO)).getFirst();
    assertEquals("pkg:generic/shop@1.4.0?checksum=sha256:" + "ab".repeat(32), upgraded.subject().content().path("artifactId").asText());
    assertEquals(1, Stream.of(NoticeKind.STARTED, NoticeKind.PROMOTED).flatMap(k -> InCdEvents.of(Given.notice(k, Severity.INFO)).stream())
        .map(CdEvent::chainId).distinct().count());
  }

  private static List<String> types(NoticeKind kind, boolean back) {
    return InCdEvents.of(Given.notice(kind, Severity.INFO, "why", back, Optional.empty())).stream()
        .map(e -> e.type().replaceAll("dev\\.cdevents\\.|\\.[0-9.]+$", "")).toList();
  }

  @Test
  void an_event_is_a_cloud_event_with_its_context_in_the_headers() throws IOException {
    try (WebReceiver receiver = new WebReceiver(a -> WebReceiver.Answer.of(202, ""))) {
      assertInstanceOf(Answer.Taken.class, Given.notifier(Map.of(), 2_000).tell(
          Given.receiver(new Way.CdEvents(receiver.url())), Given.notice(NoticeKind.PROMOTED, Severity.INFO)));
      WebReceiver.Asked first = receiver.asked.getFirst();
      CdEvent event = CdEvent.parse(first.body().toString());
      assertEquals(List.of("1.0", event.id(), event.source(), event.type(), event.subject().id(), event.timestamp(), "application/json"),
          Stream.of("ce-specversion", "ce-id", "ce-source", "ce-type", "ce-subject", "ce-time", "content-type")
              .map(name -> first.headers().getOrDefault(name, "")).toList());
      assertEquals(2, receiver.asked.size());
    }
  }

  @Test
  void what_is_no_event_is_not_taken_for_one() {
    for (String text : List.of("", "{}", "[]", "{\"context\":{}}", all().getFirst().json().replace("\"source\"", "\"sauce\""))) {
      assertThrows(IllegalArgumentException.class, () -> CdEvent.parse(text), text.toLowerCase(Locale.ROOT));
    }
  }
}
