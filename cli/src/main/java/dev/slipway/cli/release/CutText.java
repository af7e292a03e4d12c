package dev.slipway.cli.release;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.slipway.release.cut.CutResult;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** What came of a cut, for people and for programs. */
public final class CutText {
  private static final int SHORT_HASH = 7;

  private CutText() {}

  /** In sentences. */
  public static String of(CutResult result) {
    return switch (result) {
      case CutResult.Nothing nothing -> "nothing to release"
          + (nothing.tags().isEmpty() ? "" : "; " + String.join(", ", nothing.tags()) + (nothing.pushed() ? " was pushed" : " is here"));
      case CutResult.Trial trial -> "would tag " + String.join(", ", trial.tags()) + " and write "
          + (trial.files().isEmpty() ? "no file" : String.join(", ", trial.files())) + "; nothing was changed";
      case CutResult.Undone undone -> (undone.resumed() ? "finished the undo that was interrupted: " : "undone: ")
          + String.join(", ", undone.tags()) + " is gone, the branch is at " + undone.commit().substring(0, SHORT_HASH) + ", "
          + (undone.files().isEmpty() ? "no file was changed" : String.join(", ", undone.files()) + " as before");
      case CutResult.Done done -> (done.resumed() ? "finished the cut that was interrupted: " : "cut ") + String.join(", ", done.tags())
          + " at " + done.commit().substring(0, SHORT_HASH) + ", with " + (done.files().isEmpty() ? "no file" : String.join(", ",
              done.files()))
          + (done.left().isEmpty() ? "" : "\nleft as they are, for git does not track them: " + String.join(", ", done.left()))
          + (done.pushed() ? "\npushed" : "\nnext: git push --follow-tags, or slipway release cut --push");
    };
  }

  /** As one object. */
  public static String json(CutResult result) {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
      json.writeStartObject();
      switch (result) {
        case CutResult.Nothing nothing -> {
          json.writeStringField("outcome", "nothing");
          list(json, "tags", nothing.tags());
          json.writeBooleanField("pushed", nothing.pushed());
        }
        case CutResult.Trial trial -> {
          json.writeStringField("outcome", "trial");
          list(json, "tags", trial.tags());
          list(json, "files", trial.files());
        }
        case CutResult.Undone undone -> {
          json.writeStringField("outcome", "undone");
          json.writeStringField("commit", undone.commit());
          list(json, "tags", undone.tags());
          list(json, "files", undone.files());
          json.writeBooleanField("resumed", undone.resumed());
        }
        case CutResult.Done done -> {
          json.writeStringField("outcome", "done");
          json.writeStringField("commit", done.commit());
          list(json, "tags", done.tags());
          list(json, "files", done.files());
          list(json, "untracked", done.left());
          json.writeBooleanField("resumed", done.resumed());
          json.writeBooleanField("pushed", done.pushed());
        }
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }

  private static void list(JsonGenerator json, String key, List<String> words) throws IOException {
    json.writeArrayFieldStart(key);
    for (String word : words) {
      json.writeString(word);
    }
    json.writeEndArray();
  }
}
