package dev.slipway.engine.proof;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A text and who signed it (C2SP signed-note): the text, an empty line, and a line {@code — NAME SIGNATURE} for each of them.
 *
 * @param text whose last character is the end of a line
 * @param signatures at least one
 */
public record SignedNote(String text, List<Signed> signatures) {
  private static final String DASH = "\u2014 ";

  public SignedNote {
    signatures = List.copyOf(signatures);
  }

  /**
   * One signature.
   *
   * @param name whose, as the note says
   * @param value id of the key and signature, in base64
   */
  public record Signed(String name, String value) {}

  /** A checkpoint signed with a key. */
  public static SignedNote of(Checkpoint checkpoint, SigningKey key) {
    String text = checkpoint.text();
    byte[] signature = key.sign(text);
    byte[] value = ByteBuffer.allocate(PublicKey.ID_BYTES + signature.length).put(key.shown().id()).put(signature).array();
    return new SignedNote(text, List.of(new Signed(key.shown().name(), Base64.getEncoder().encodeToString(value))));
  }

  /** The checkpoint, if the owner of the key signed it. */
  public Optional<Checkpoint> checkpoint(PublicKey key) {
    boolean good = signatures.stream().anyMatch(s -> s.name().equals(key.name()) && by(key, s.value()));
    return good ? Optional.of(Checkpoint.parse(text)) : Optional.empty();
  }

  private boolean by(PublicKey key, String value) {
    try {
      byte[] bytes = Base64.getDecoder().decode(value);
      boolean ours = bytes.length > PublicKey.ID_BYTES && Arrays.equals(Arrays.copyOf(bytes, PublicKey.ID_BYTES), key.id());
      return ours && key.signed(text, Arrays.copyOfRange(bytes, PublicKey.ID_BYTES, bytes.length));
    } catch (IllegalArgumentException e) {
      return false; // It is not base64, and so nobody's signature.
    }
  }

  /**
   * Reads what {@link #toString} wrote.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static SignedNote parse(String note) {
    int end = note.lastIndexOf("\n\n");
    if (end < 0) {
      throw new IllegalArgumentException("it is no signed note: no empty line parts a text from its signatures");
    }
    List<Signed> signatures = new ArrayList<>();
    for (String line : note.substring(end + 2).lines().toList()) {
      String[] words = line.startsWith(DASH) ? line.substring(DASH.length()).split(" ") : new String[0];
      if (words.length != 2) {
        throw new IllegalArgumentException("it is no signed note: \"" + line + "\" is no signature");
      }
      signatures.add(new Signed(words[0], words[1]));
    }
    if (signatures.isEmpty()) {
      throw new IllegalArgumentException("it is no signed note: nobody signed it");
    }
    return new SignedNote(note.substring(0, end + 1), signatures);
  }

  @Override
  public String toString() {
    StringBuilder note = new StringBuilder(text).append('\n');
    signatures.forEach(s -> note.append(DASH).append(s.name()).append(' ').append(s.value()).append('\n'));
    return note.toString();
  }
}
