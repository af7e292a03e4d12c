package dev.slipway.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.server.api.ApiJson;
import dev.slipway.server.compliance.OfflineReport;
import dev.slipway.server.compliance.ReportFilter;
import dev.slipway.server.compliance.Standard;
import dev.slipway.server.export.ExportFilter;
import dev.slipway.server.export.JournalExport;
import dev.slipway.server.export.OfflineProof;
import dev.slipway.server.export.ReportEvidence;
import dev.slipway.server.state.StartException;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A report of a real server, and proof of what it names without that server. */
class ReportTest {
  private static final String ALL_TIME = "/journal/report?from=2020-01-01T00:00:00Z&to=2100-01-01T00:00:00Z&standard=";
  @TempDir Path home;

  private JsonNode reported() throws IOException {
    try (RunningServer server = new RunningServer(home)) {
      int port = RunningServer.freePort();
      server.promoted("1.0", port);
      server.promoted("1.1", port);
      RunningServer.Answer answer = server.get(ALL_TIME + "soc2&evidence=true");
      assertEquals(200, answer.status(), answer.text());
      return answer.body();
    }
  }

  private OfflineProof.Told proven(JsonNode report, String from, String to) throws IOException {
    Path file = home.resolve("evidence.jsonl");
    try (Writer out = Files.newBufferedWriter(file)) {
      var unused = ReportEvidence.write(report, out);
    }
    Files.writeString(file, Files.readString(file).replace(from, to));
    return OfflineProof.of(file, List.of(report.at("/journal/key").asText()), Optional.empty());
  }

  @Test
  void what_a_report_names_is_proven_by_its_evidence_alone_and_an_edit_is_found() throws IOException {
    JsonNode report = reported();
    OfflineProof.Told told = proven(report, "", "");
    assertTrue(told.whole(), told.message());
    assertEquals(report.path("cited").size(), told.records());
    assertTrue(told.records() > 5);
    for (int i = 0; i < report.path("cited").size(); i++) {
      JsonNode record = report.path("evidence").get(i).path("record");
      assertEquals(report.path("cited").get(i).path("sequence"), record.path("sequence"));
      assertEquals(report.path("cited").get(i).path("hash"), record.path("hash"));
    }
    assertFalse(proven(report, "\"ada\"", "\"eve\"").whole());
  }

  @Test
  void whoever_has_an_export_of_all_makes_the_same_report_without_the_server() throws IOException {
    Path all = home.resolve("all.jsonl");
    Path part = home.resolve("part.jsonl");
    JsonNode online;
    ReportFilter filter =
        new ReportFilter(Instant.parse("2020-01-01T00:00:00Z"), Instant.parse("2100-01-01T00:00:00Z"), Optional.empty(), Optional.empty());
    try (RunningServer server = new RunningServer(home)) {
      server.promoted("1.0", RunningServer.freePort());
      for (Path file : List.of(all, part)) {
        Optional<String> actor = file.equals(all) ? Optional.empty() : Optional.of("ada");
        try (Writer out = Files.newBufferedWriter(file)) {
          assertTrue(JournalExport.write(path -> server.get(path).body(),
              ExportFilter.of(Optional.empty(), Optional.empty(), Optional.empty(), actor), JournalExport.Form.JSONL, out).records() > 0);
        }
      }
      online = server.get(ALL_TIME + "hipaa").body();
    }
    List<String> keys = List.of(online.at("/journal/key").asText());
    JsonNode offline = new ObjectMapper().readTree(ApiJson.write(OfflineReport.of(all, keys, Standard.HIPAA, filter)));
    assertEquals(online.path("controls"), offline.path("controls"));
    assertEquals(online.path("cited"), offline.path("cited"));
    assertEquals(online.path("delivery"), offline.path("delivery"));
    assertEquals(online.at("/journal/root"), offline.at("/journal/root"));
    assertThrows(StartException.class, () -> OfflineReport.of(part, keys, Standard.HIPAA, filter));
    Files.writeString(all, Files.readString(all).replace("\"ada\"", "\"eve\""));
    assertThrows(StartException.class, () -> OfflineReport.of(all, keys, Standard.HIPAA, filter));
  }

  @Test
  void a_change_without_a_ticket_is_a_gap_of_change_management() throws IOException {
    JsonNode control = reported().path("controls").valueStream().filter(c -> c.path("id").asText().equals("CC8.1")).findFirst()
        .orElseThrow();
    JsonNode gap = control.path("gaps").valueStream().filter(g -> g.path("kind").asText().equals("no-ticket")).findFirst().orElseThrow();
    assertEquals(2, gap.path("count").asInt());
    assertEquals(2, gap.path("of").asInt());
  }

  @Test
  void a_time_that_ends_before_it_begins_and_an_unknown_standard_are_refused() throws IOException {
    try (RunningServer server = new RunningServer(home)) {
      String turned = "/journal/report?standard=soc2&from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z";
      for (String wrong : List.of(turned, ALL_TIME + "iso", ALL_TIME + "soc2&service=No%20Name", "/journal/report?standard=soc2")) {
        RunningServer.Answer answer = server.get(wrong);
        assertEquals(400, answer.status(), answer.text());
        assertEquals("SLW-5101", answer.body().path("code").asText());
      }
    }
  }
}
