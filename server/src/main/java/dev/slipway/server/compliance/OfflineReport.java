package dev.slipway.server.compliance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.engine.journal.KeptRecord;
import dev.slipway.engine.journal.TrailRecord;
import dev.slipway.engine.proof.Checkpoint;
import dev.slipway.engine.proof.RecordLine;
import dev.slipway.engine.proof.SignedNote;
import dev.slipway.server.export.OfflineProof;
import dev.slipway.server.state.StartException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A report from an export of the whole journal, by whoever has that and a public key: the counts are then nobody's word. */
public final class OfflineReport {
  private static final ObjectMapper JSON = new ObjectMapper();

  private OfflineReport() {}

  /**
   * Verifies the export, then makes the report of it; without the records that are named, which the export holds.
   *
   * @param keys as text, or files that hold one in each line; one of them must have signed
   * @throws StartException when it proves nothing or is one of some records
   */
  public static Report of(Path export, List<String> keys, Standard standard, ReportFilter filter) {
    OfflineProof.Told told = OfflineProof.of(export, keys, Optional.empty());
    // Of what is in archives it says how much that is, as a server does.
    if (!told.whole() || !told.complete() && told.archived() == 0) {
      throw StartException.wrongUse("SLW-6047", export + " is no export of the whole journal that is proven, so no report was made of it: "
          + told.message() + ". Ask for one of all: slipway audit export FILE");
    }
    ReportMaker maker = new ReportMaker(filter);
    try (BufferedReader reader = Files.newBufferedReader(export)) {
      String note = "";
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        JsonNode read = JSON.readTree(line);
        JsonNode record = read.path(read.has("archived") ? "archived" : "record");
        if (!record.isMissingNode()) {
          var unused = maker.next(trail(RecordLine.of(record)));
        }
        note = read.path("checkpoint").asText(note);
      }
      return report(maker, standard, filter, SignedNote.parse(note), told.signedBy().orElse(""));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what was just verified can be read", e);
    } catch (IOException e) {
      throw StartException.wrongUse("SLW-6044", export + " cannot be read: " + e + ". No report was made");
    }
  }

  private static TrailRecord trail(KeptRecord r) {
    return new TrailRecord(r.sequence(), r.target(), r.at(), r.actor(), r.events(), r.hash());
  }

  private static Report report(ReportMaker maker, Standard standard, ReportFilter filter, SignedNote note, String key) {
    Checkpoint signed = Checkpoint.parse(note.text());
    Report.Journal journal = new Report.Journal(signed.size(), signed.root().toString(), signed.at(), note.toString(), key);
    return maker.report(standard, journal, List.of());
  }
}
