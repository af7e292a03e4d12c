package dev.slipway.server.export;

import dev.slipway.engine.journal.KeptRecord;
import dev.slipway.engine.proof.ArchiveLeaves;
import dev.slipway.engine.proof.Checkpoint;
import dev.slipway.engine.proof.ExportOutcome;
import dev.slipway.engine.proof.ExportVerifier;
import dev.slipway.engine.proof.PublicKey;
import dev.slipway.engine.proof.SignedNote;
import dev.slipway.server.state.StartException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Proof of an export by itself: no server, no network, nothing of the one who made it but a public key. */
public final class OfflineProof {
  private OfflineProof() {}

  /**
   * What came of it.
   *
   * @param whole whether everything is as it was written
   * @param complete whether it is the whole journal up to the checkpoint, with the archives that were given
   * @param archived of how many records the hashes alone are in it
   * @param line the first that is wrong
   */
  public record Told(
      boolean whole, long records, boolean complete, long archived, Optional<Instant> signedAt, Optional<String> signedBy,
      Optional<Long> line, String message) {}

  /**
   * Verifies.
   *
   * @param keys as text, or files that hold one in each line; one of them must have signed
   * @param since a checkpoint that was kept from before: the journal must have gone through it
   */
  public static Told of(Path export, List<String> keys, Optional<Path> since) {
    return of(export, keys, since, List.of());
  }

  /**
   * The same.
   *
   * @param archives exports that its journal was shortened by; together with it they are the whole
   */
  public static Told of(Path export, List<String> keys, Optional<Path> since, List<Path> archives) {
    if (keys.isEmpty()) {
      throw StartException.wrongUse("SLW-6041", "nobody says whose signature to trust. Nothing was looked at. "
          + "--key FILE or --key NAME+ID+KEY: the server shows it with slipway audit key");
    }
    List<PublicKey> trusted = keys.stream().flatMap(k -> keys(k).stream()).toList();
    List<Checkpoint> earlier = new ArrayList<>(since.map(s -> List.of(checkpoint(s, trusted))).orElse(List.of()));
    ArchiveLeaves leaves = new ArchiveLeaves();
    for (Path archive : archives) {
      switch (verified(archive, trusted, List.of(), new ArchiveLeaves(), leaves::add)) {
        case ExportOutcome.Sound s -> earlier.add(s.checkpoint());
        case ExportOutcome.Unsound u -> {
          return told(new ExportOutcome.Unsound(u.line(), "the archive " + archive + " is not sound: " + u.why()));
        }
      }
    }
    return told(verified(export, trusted, earlier, leaves, record -> {}));
  }

  private static ExportOutcome verified(
      Path file, List<PublicKey> trusted, List<Checkpoint> earlier, ArchiveLeaves leaves, Consumer<KeptRecord> each) {
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      return ExportVerifier.verify(reader.lines().iterator(), trusted, earlier, leaves, each);
    } catch (IOException | UncheckedIOException e) {
      throw unreadable(file, e);
    }
  }

  private static Told told(ExportOutcome outcome) {
    return switch (outcome) {
      case ExportOutcome.Sound s -> new Told(true, s.records(), s.whole() && s.found() == s.archived(), s.archived(),
          Optional.of(s.checkpoint().at()), Optional.of(s.key().name()), Optional.empty(), s.records()
              + " records, each as it was written" + archived(s)
              + (s.whole() ? "; none is missing up to record " + s.checkpoint().size()
                  : ", of " + s.checkpoint().size() + " in the journal")
              + "; signed by " + s.key().name() + " at " + s.checkpoint().at());
      case ExportOutcome.Unsound u -> new Told(false, 0, false, 0, Optional.empty(), Optional.empty(), Optional.of(u.line()),
          "SLW-6042 this proves nothing, from line " + u.line() + " on: " + u.why()
              + ". Ask for another copy; if that one is no better, the journal was changed after it was written");
    };
  }

  private static String archived(ExportOutcome.Sound s) {
    return s.archived() == 0 ? "" : s.found() == s.archived() ? ", " + s.found() + " of them in the archives given"
        : "; of " + (s.archived() - s.found()) + " the hashes alone are here: the records are in archives (--archive FILE)";
  }

  private static List<PublicKey> keys(String text) {
    try {
      boolean key = text.contains("+") && !Files.exists(Path.of(text));
      List<String> lines = key ? List.of(text) : Files.readAllLines(Path.of(text)).stream().filter(l -> !l.isBlank()).toList();
      if (lines.isEmpty()) {
        throw new IllegalArgumentException("there is none in it");
      }
      return lines.stream().map(PublicKey::parse).toList();
    } catch (IllegalArgumentException e) {
      throw StartException.wrongUse("SLW-6041", "\"" + text + "\" is no key: " + e.getMessage() + ". Nothing was looked at. "
          + "It is NAME+ID+KEY, or a file with one in each line: the server shows it with slipway audit key");
    } catch (IOException e) {
      throw unreadable(Path.of(text), e);
    }
  }

  private static Checkpoint checkpoint(Path file, List<PublicKey> trusted) {
    try {
      SignedNote note = SignedNote.parse(Files.readString(file));
      return trusted.stream().flatMap(k -> note.checkpoint(k).stream()).findFirst()
          .orElseThrow(() -> new IllegalArgumentException("none of the keys given signed it"));
    } catch (IllegalArgumentException e) {
      throw StartException.wrongUse("SLW-6043", file + " is no checkpoint to trust: " + e.getMessage()
          + ". Nothing was looked at. It is what slipway audit checkpoint prints");
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static StartException unreadable(Path file, Exception e) {
    return StartException.wrongUse("SLW-6044", file + " cannot be read: " + e + ". Nothing was looked at");
  }
}
