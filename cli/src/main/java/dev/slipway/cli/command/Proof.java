package dev.slipway.cli.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cli.CliException;
import dev.slipway.cli.Exit;
import dev.slipway.cli.client.Api;
import dev.slipway.cli.client.Servers;
import dev.slipway.engine.journal.Verification;
import dev.slipway.engine.journal.Verification.Broken;
import dev.slipway.engine.journal.Verification.Head;
import dev.slipway.engine.journal.Verification.Intact;
import dev.slipway.server.api.ApiJson;
import dev.slipway.server.state.KeptState;
import dev.slipway.server.state.StartException;
import dev.slipway.server.view.JournalView;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Proof that nobody changed a journal: of itself, and beside what is known of it from elsewhere. */
final class Proof {
  private Proof() {}

  /**
   * Has it made, by the server or here of a backup.
   *
   * @param since a backup whose last record must be there; it is verified first
   * @param known records that must be there, as SEQUENCE:HASH
   */
  static JsonNode of(Optional<Path> backup, Optional<Path> since, @Nullable List<String> known, Servers servers) {
    List<Head> heads = new ArrayList<>(known == null ? List.of() : known.stream().map(Proof::head).toList());
    since.flatMap(Proof::end).ifPresent(heads::add);
    return backup.isPresent() ? told(verified(backup.get(), heads))
        : servers.connect().getPatiently("/journal/verify"
            + heads.stream().map(h -> "known=" + h).collect(Collectors.joining("&", "?", "")));
  }

  private static Head head(String text) {
    return Head.parse(text).orElseThrow(() -> new CliException(Exit.WRONG_USE, "SLW-6027 \"" + text
        + "\" is no record: it is SEQUENCE:HASH, as slipway audit verify prints the last one. Nothing was looked at"));
  }

  private static Optional<Head> end(Path backup) {
    return switch (verified(backup, List.of())) {
      case Intact i -> i.head();
      case Broken b -> throw new CliException(Exit.WRONG_USE, "SLW-6028 " + backup
          + " proves nothing, for it is not as it was written from record "
          + b.sequence() + " on: " + b.detail() + ". The journal was not looked at. Name another backup");
    };
  }

  private static Verification verified(Path file, List<Head> heads) {
    try {
      return KeptState.verify(file.toAbsolutePath(), heads);
    } catch (StartException e) {
      throw new CliException(e.exitCode(), String.valueOf(e.getMessage()), e);
    }
  }

  private static JsonNode told(Verification verification) {
    try {
      return Api.JSON.readTree(ApiJson.write(JournalView.Verified.of(verification)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what was just written can be read", e);
    }
  }
}
