package dev.slipway.engine.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * What is kept for long, in an envelope that says in which format it is: <code>{"format":1,"value":{…}}</code>. The number comes first, so that
 * a Slipway that is too old knows so before it reads anything it could misunderstand.
 */
public final class Format {
  /** The format that this version writes, and the newest it reads. */
  public static final int CURRENT = 1;

  private Format() {}

  /** Wraps one value. */
  public static String write(Object value) {
    return "{\"format\":" + CURRENT + ",\"value\":" + CoreJson.write(value) + "}";
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws CodecException when it is newer, or not understood
   */
  public static <T> T read(Class<T> type, String json) {
    try (JsonParser in = CoreJson.mapper().createParser(json)) {
      expect(in.nextToken() == JsonToken.START_OBJECT && "format".equals(in.nextFieldName()), type);
      int format = in.nextIntValue(-1);
      if (format > CURRENT) {
        throw newer(format);
      }
      expect(format == CURRENT && "value".equals(in.nextFieldName()), type);
      in.nextToken();
      T value = CoreJson.mapper().readerFor(type).without(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS).readValue(in);
      expect(in.nextToken() == JsonToken.END_OBJECT && in.nextToken() == null, type);
      return value;
    } catch (JsonProcessingException e) {
      throw CoreJson.unreadable(type.getSimpleName(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory could not be read", e);
    }
  }

  /** The refusal of state in a format that this version does not know. */
  public static CodecException newer(int format) {
    return new CodecException(
        CodecException.NEWER,
        "state was written by a newer Slipway: it has format " + format + ", this version knows " + CURRENT
            + ". Nothing was changed; traffic stays as it is. Start the newer version again, or restore a backup made by this one");
  }

  private static void expect(boolean holds, Class<?> type) {
    if (!holds) {
      throw new CodecException(
          CodecException.UNREADABLE, "this is not a " + type.getSimpleName() + " in its envelope {\"format\":" + CURRENT + ",\"value\":{…}}");
    }
  }
}
