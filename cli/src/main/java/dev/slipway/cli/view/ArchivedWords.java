package dev.slipway.cli.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.StringJoiner;

/** What an answer does not hold because it is in an archive. */
public final class ArchivedWords {
  private static final int BRIEF = 12;

  private ArchivedWords() {}

  /** A line with its end, of an answer of the API; nothing where it holds everything. */
  public static String line(JsonNode answer) {
    String words = of(answer);
    return words.isEmpty() ? "" : words + "\n";
  }

  /** The same without the end. */
  public static String of(JsonNode answer) {
    JsonNode archived = answer.path("archived");
    if (!archived.isObject()) {
      return "";
    }
    StringJoiner files = new StringJoiner("; ");
    archived.path("files").forEach(f -> files.add("sha256:" + f.path("sha256").asText().substring(0, BRIEF) + "… of "
        + f.path("records").asLong() + " records before " + Sentences.day(f.path("before").asText()) + ", put there by "
        + f.path("by").asText()));
    return archived.path("records").asLong() + " more records of this time are in archives and not counted here: " + files;
  }
}
