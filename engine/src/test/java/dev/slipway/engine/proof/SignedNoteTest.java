package dev.slipway.engine.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Checkpoints and who signed them. */
class SignedNoteTest {
  private static final SigningKey KEY = SigningKey.generate("ship.example/journal");
  private static final Checkpoint CHECKPOINT =
      new Checkpoint("ship.example/journal", 812, Hash.empty(), Instant.parse("2026-03-01T10:15:30.123Z"));

  @Test
  void a_checkpoint_is_read_back_with_the_key_that_signed_it_and_with_no_other() {
    SignedNote note = SignedNote.parse(SignedNote.of(CHECKPOINT, KEY).toString());
    assertEquals(Optional.of(CHECKPOINT), note.checkpoint(PublicKey.parse(KEY.shown().toString())));
    assertEquals(Optional.empty(), note.checkpoint(SigningKey.generate("ship.example/journal").shown()));
    assertEquals(Optional.empty(), note.checkpoint(new PublicKey("other", KEY.shown().bytes())));
  }

  @Test
  void a_note_with_any_character_changed_is_nobodys() {
    String note = SignedNote.of(CHECKPOINT, KEY).toString();
    for (int i = 0; i < note.length(); i++) {
      String changed = note.substring(0, i) + (note.charAt(i) == 'A' ? 'B' : 'A') + note.substring(i + 1);
      assertFalse(verifies(changed), "at " + i + ": " + changed);
    }
  }

  private static boolean verifies(String note) {
    try {
      return SignedNote.parse(note).checkpoint(KEY.shown()).isPresent();
    } catch (IllegalArgumentException unreadable) {
      return false;
    }
  }

  /** The example of the specification: what others sign is read here. */
  @Test
  void a_note_of_another_program_is_verified() {
    PublicKey key = PublicKey.parse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
    String note = """
        If you think cryptography is the answer to your problem,
        then you don't know what your problem is.

        \u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
        """;
    // It is no checkpoint, but it is signed: reading goes beyond the signature and finds that out.
    IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> SignedNote.parse(note).checkpoint(key));
    assertTrue(String.valueOf(refused.getMessage()).contains("no checkpoint"), refused.toString());
    assertEquals(Optional.empty(), SignedNote.parse(note.replace("your problem,", "your problem;")).checkpoint(key));
  }

  @Test
  void a_key_is_read_from_its_text_and_shows_its_secret_to_nobody() {
    SigningKey read = SigningKey.parse(KEY.secretText());
    assertEquals(KEY.shown(), read.shown());
    assertFalse(KEY.toString().contains(KEY.secretText().lines().toList().getLast()));
    String others = SigningKey.generate("x").secretText().lines().toList().getLast();
    for (String wrong : List.of("", "one line", KEY.shown() + "\n" + others, KEY.shown() + "\nAAAA")) {
      assertThrows(IllegalArgumentException.class, () -> SigningKey.parse(wrong));
    }
  }

  @Test
  void what_is_no_note_no_checkpoint_and_no_key_is_refused() {
    for (String wrong : List.of("", "text", "text\n\n", "text\n\nname signature", "text\n\n\u2014 name a b")) {
      assertThrows(IllegalArgumentException.class, () -> SignedNote.parse(wrong), wrong);
    }
    for (String wrong : List.of("", "a\n1\n", "a\n-1\nAAAA\nat x", "a\n1\nAAAA\nat 2026-03-01T10:15:30Z", "a\n01\nAAAA\nat x")) {
      assertThrows(IllegalArgumentException.class, () -> Checkpoint.parse(wrong), wrong);
    }
    for (String wrong : List.of("", "a+b", "a+00000000+AAAA", KEY.shown().toString().replace("+A", "+B"))) {
      assertThrows(IllegalArgumentException.class, () -> PublicKey.parse(wrong), wrong);
    }
  }
}
