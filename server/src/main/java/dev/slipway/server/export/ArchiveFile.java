package dev.slipway.server.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.engine.journal.KeptRecord;
import dev.slipway.engine.proof.Checkpoint;
import dev.slipway.engine.proof.ExportLines;
import dev.slipway.engine.proof.Hash;
import dev.slipway.engine.proof.RecordLine;
import dev.slipway.engine.proof.SignedNote;
import dev.slipway.engine.proof.WholeTree;
import dev.slipway.server.state.StartException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** An export of the records that a journal is to be shortened by. Its first line says which those are, too. */
public final class ArchiveFile {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SAID = "archive";

  private ArchiveFile() {}

  /**
   * Writes one.
   *
   * @param get asks the server for a path of its API
   * @param plan the server's answer to what could be put into an archive
   * @return how many records
   */
  public static long write(Function<String, JsonNode> get, JsonNode plan, Appendable out) throws IOException {
    KeptJournal journal = KeptJournal.of(get);
    WholeTree tree = new WholeTree();
    journal.records().forEach(r -> tree.add(Hash.ofRecord(r.hash())));
    ObjectNode head = ExportLines.head("for an archive, before " + plan.path("before").asText(), tree.size());
    head.putObject(SAID).put("before", plan.path("before").asText()).set("parts", plan.path("parts"));
    out.append(head.toString()).append('\n');
    Map<String, JsonNode> parts = parts(plan.path("parts"));
    long written = 0;
    for (Iterator<KeptRecord> records = journal.records().iterator(); records.hasNext();) {
      KeptRecord record = records.next();
      if (!record.archived() && in(parts, record)) {
        out.append(ExportLines.record(record, tree.inclusion(Math.toIntExact(record.sequence() - 1), tree.size())).toString()).append('\n');
        written++;
      }
    }
    out.append(ExportLines.end(journal.note()).toString()).append('\n');
    return written;
  }

  private static Map<String, JsonNode> parts(JsonNode parts) {
    Map<String, JsonNode> byTarget = new HashMap<>();
    parts.forEach(p -> byTarget.put(p.path("target").asText(), p));
    return byTarget;
  }

  private static boolean in(Map<String, JsonNode> parts, KeptRecord record) {
    JsonNode part = parts.get(record.target());
    return part != null && record.sequence() > part.path("after").asLong() && record.sequence() <= part.path("through").asLong();
  }

  /**
   * Proves one, and says what the server is to be told of it.
   *
   * @param keys of which one must have signed it
   * @throws StartException when it proves nothing or has not what it says
   */
  public static ObjectNode told(Path file, List<String> keys) {
    OfflineProof.Told proof = OfflineProof.of(file, keys, Optional.empty());
    if (!proof.whole()) {
      throw wrong(file, proof.message());
    }
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      JsonNode said = JSON.readTree(reader.readLine()).path(SAID);
      Map<String, JsonNode> parts = parts(said.path("parts"));
      Map<String, Long> counts = new HashMap<>();
      long last = 0;
      Optional<Checkpoint> signed = Optional.empty();
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        JsonNode read = JSON.readTree(line);
        if (read.has("checkpoint")) {
          signed = Optional.of(Checkpoint.parse(SignedNote.parse(read.path("checkpoint").asText()).text()));
        } else {
          KeptRecord record = RecordLine.of(read.path("record"));
          if (!in(parts, record) || record.sequence() <= last) {
            throw wrong(file, "record " + record.sequence() + " is not of those that its first line names, or is there twice");
          }
          last = record.sequence();
          counts.merge(record.target(), 1L, Long::sum);
        }
      }
      parts.forEach((target, part) -> {
        if (part.path("records").asLong() != counts.getOrDefault(target, 0L)) {
          throw wrong(file, "of " + target + " it has " + counts.getOrDefault(target, 0L) + " records, not "
              + part.path("records").asLong());
        }
      });
      Checkpoint checkpoint = signed.orElseThrow();
      return JSON.createObjectNode().put("sha256", digest(file)).put("before", said.path("before").asText())
          .put("size", checkpoint.size()).put("root", checkpoint.root().toString()).set("parts", said.path("parts") instanceof ArrayNode a
              ? a : JSON.createArrayNode());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what was just verified can be read", e);
    } catch (IOException e) {
      throw wrong(file, "it cannot be read: " + e);
    }
  }

  private static String digest(Path file) throws IOException {
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
      in.transferTo(java.io.OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(((DigestInputStream) in).getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  private static StartException wrong(Path file, String why) {
    return StartException.wrongUse("SLW-6048", file + " is no archive to shorten the journal by: " + why
        + ". Nothing was taken away. Name a new file");
  }
}
