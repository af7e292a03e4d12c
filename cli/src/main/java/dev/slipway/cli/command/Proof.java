package dev.slipway.cli.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cli.CliException;
import dev.slipway.cli.client.Api;
import dev.slipway.cli.client.Servers;
import dev.slipway.server.api.ApiJson;
import dev.slipway.server.export.OfflineProof;
import dev.slipway.server.state.KnownRecords;
import dev.slipway.server.state.StartException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Proof that nobody changed a journal: of itself, and beside what is known of it from elsewhere. */
final class Proof {
  private Proof() {}

  /** Makes it of an export, with nothing but that and the keys to trust. */
  static JsonNode of(Path export, @Nullable List<String> keys, Optional<Path> since, @Nullable List<Path> archives) {
    return told(() -> Api.JSON.readTree(ApiJson.write(
        OfflineProof.of(export, keys == null ? List.of() : keys, since, archives == null ? List.of() : archives))));
  }

  /**
   * Has it made, by the server or here of a backup.
   *
   * @param since a backup whose last record must be there; it is verified first
   * @param known records that must be there, as SEQUENCE:HASH
   */
  static JsonNode of(Optional<Path> backup, Optional<Path> since, @Nullable List<String> known, Servers servers) {
    return told(() -> {
      KnownRecords records = KnownRecords.of(since, known == null ? List.of() : known);
      return backup.isPresent() ? Api.JSON.readTree(ApiJson.write(records.verify(backup.get())))
          : servers.connect().getPatiently("/journal/verify"
              + records.texts().stream().map(h -> "known=" + h).collect(Collectors.joining("&", "?", "")));
    });
  }

  private interface Work {
    JsonNode run() throws JsonProcessingException;
  }

  private static JsonNode told(Work work) {
    try {
      return work.run();
    } catch (StartException e) {
      throw CliException.of(e);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what was just written can be read", e);
    }
  }
}
