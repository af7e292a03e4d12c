package dev.slipway.release.files;

import dev.slipway.core.version.SemanticVersion;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

/**
 * The text of a file, from which every byte can be made again.
 *
 * @param text with the mark of byte order, where there is one
 * @param charset it was read with
 */
record FileText(String text, Charset charset) {

  /** Reads bytes: UTF-16 where its mark is there, else UTF-8, else as Latin-1, which leaves every byte what it is. */
  static FileText of(byte[] bytes) {
    boolean big = bytes.length > 1 && bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF;
    boolean little = bytes.length > 1 && bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE;
    Charset first = big ? StandardCharsets.UTF_16BE : little ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_8;
    try {
      String text = first.newDecoder().onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes)).toString();
      return new FileText(text, first);
    } catch (CharacterCodingException e) {
      return new FileText(new String(bytes, StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1);
    }
  }

  /** The bytes with a version at some places, and all else as it was. */
  byte[] with(SemanticVersion version, List<Place> places) {
    StringBuilder changed = new StringBuilder(text);
    places.stream().sorted(Comparator.comparingInt(Place::start).reversed()).distinct()
        .forEach(place -> changed.replace(place.start(), place.end(), place.written(text, version)));
    return changed.toString().getBytes(charset);
  }

  /** Where the content begins, behind the mark of byte order. */
  static int begin(String text) {
    return text.startsWith("\uFEFF") ? 1 : 0;
  }
}
