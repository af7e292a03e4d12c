package dev.slipway.gates.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;

/** A report in JSON, read as a stream: only what is asked for is kept, one small value at a time. */
public final class JsonReport {
  private static final int MOST_DEPTH = 200;
  private static final int MOST_TEXT = 4 << 20;
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MOST_DEPTH).maxStringLength(MOST_TEXT)
              .maxNameLength(50_000).maxNumberLength(1000).build())
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  private JsonReport() {}

  /**
   * What is asked for.
   *
   * @param path from the root: names with slashes, {@code *} for every member of a list or map; the empty text is the whole
   * @param told its own name, or its place in its list, and its value
   * @param whole whether its value is read; otherwise only that something is there
   */
  public record Ask(List<String> path, BiConsumer<String, JsonNode> told, boolean whole) {
    /** What is at a path. */
    public static Ask at(String path, BiConsumer<String, JsonNode> told) {
      return new Ask(path.isEmpty() ? List.of() : Arrays.asList(path.split("/")), told, true);
    }

    /** Whether anything but {@code null} is at a path, however large. */
    public static Ask there(String path, Runnable told) {
      return new Ask(Arrays.asList(path.split("/")), (name, value) -> told.run(), false);
    }
  }

  /** Reads all of it. */
  public static void read(ReportFile file, Ask... asks) {
    try (InputStream in = file.open(); JsonParser json = FACTORY.createParser(in)) {
      if (json.nextToken() == null) {
        throw GateFault.failed("SLW-6112", file.name() + " holds nothing", "What wrote it did not finish; run it again");
      }
      new Walk(file, json).value("", 0, Arrays.asList(asks));
      if (json.nextToken() != null) {
        throw file.malformed("more follows after its end");
      }
    } catch (JsonEOFException e) {
      throw file.truncated("in line " + e.getLocation().getLineNr());
    } catch (StreamConstraintsException e) {
      throw file.excessive("it is nested more than " + MOST_DEPTH + " deep, or one of its values is longer than " + (MOST_TEXT >> 20)
          + " Mi characters");
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw file.malformed("it is no JSON in line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr());
    } catch (IOException e) {
      throw file.unreadable(e);
    }
  }

  private record Walk(ReportFile file, JsonParser json) {

    /** Reads the value that the parser stands on. */
    void value(String name, int depth, List<Ask> asks) throws IOException {
      List<Ask> here = asks.stream().filter(a -> a.path().size() == depth && a.whole()).toList();
      if (json.currentToken() != JsonToken.VALUE_NULL) {
        asks.stream().filter(a -> a.path().size() == depth && !a.whole()).forEach(a -> a.told().accept(name, MissingNode.getInstance()));
      }
      List<Ask> deeper = asks.stream().filter(a -> a.path().size() > depth).toList();
      if (!here.isEmpty()) {
        JsonNode node = new SmallValue(file).of(json);
        here.forEach(a -> a.told().accept(name, node));
        if (!deeper.isEmpty()) {
          throw new IllegalArgumentException("one path lies in another: " + deeper);
        }
      } else if (json.currentToken() == JsonToken.START_OBJECT) {
        while (json.nextToken() != JsonToken.END_OBJECT) {
          String key = json.currentName();
          json.nextToken();
          member(key, depth, deeper);
        }
      } else if (json.currentToken() == JsonToken.START_ARRAY) {
        for (int i = 0; json.nextToken() != JsonToken.END_ARRAY; i++) {
          member(Integer.toString(i), depth, deeper);
        }
      }
    }

    private void member(String key, int depth, List<Ask> asks) throws IOException {
      List<Ask> inside = asks.stream().filter(a -> List.of("*", key).contains(a.path().get(depth))).toList();
      if (inside.isEmpty()) {
        json.skipChildren();
      } else {
        value(key, depth + 1, inside);
      }
    }
  }
}
