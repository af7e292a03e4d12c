package dev.slipway.validation.group;

import dev.slipway.core.check.CheckGroup;
import dev.slipway.validation.Finding;
import dev.slipway.validation.ask.Answer;
import dev.slipway.validation.ask.NoAnswer;
import dev.slipway.validation.group.Planned.Manner;
import dev.slipway.validation.group.Planned.Weight;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** What clients of every service rely on without a word about it; what its own users do is written as a flow. */
final class FunctionalLooks {
  private static final int LONG_QUERY = 2_000;
  private static final int MOST_UNPACKED_BYTES = 1 << 20;

  private FunctionalLooks() {}

  static List<Planned> all() {
    return List.of(
        planned("head as get", FunctionalLooks::head),
        planned("gzip", FunctionalLooks::gzip),
        planned("not modified", FunctionalLooks::notModified),
        planned("long query", FunctionalLooks::longQuery));
  }

  private static Planned planned(String name, Look look) {
    return new Planned(CheckGroup.FUNCTIONAL, name, "GET of a page", Weight.ASKED_FOR, Manner.PATIENT, look);
  }

  private static Finding head(Around around) throws NoAnswer, InterruptedException {
    String path = around.subject().page();
    Answer get = around.page();
    Answer head = around.ask("HEAD", path, Map.of());
    String came = "HEAD " + head.status() + ", GET " + get.status();
    boolean alike = head.status() == get.status() || head.status() == 405 || head.status() == 501;
    return alike ? Finding.holds("HEAD " + path, came)
        : Finding.fails("HEAD " + path, came, "both must be alike (RFC 9110)", "let HEAD go the way of GET, without the body");
  }

  private static Finding gzip(Around around) throws NoAnswer, InterruptedException {
    String path = around.subject().page();
    Answer answer = around.ask("GET", path, Map.of("Accept-Encoding", "gzip"));
    if (!answer.header("Content-Encoding").orElse("").equalsIgnoreCase("gzip")) {
      return Finding.holds("GET " + path + " with gzip", answer.status() + ", not compressed");
    }
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
      int unpacked = in.readNBytes(MOST_UNPACKED_BYTES).length;
      return Finding.holds("GET " + path + " with gzip", answer.status() + ", " + unpacked + " bytes in " + answer.body().length);
    } catch (IOException e) {
      return Finding.fails("GET " + path + " with gzip", String.valueOf(e.getMessage()), "what it calls gzip is none",
          "compress once, in the service or in the router");
    }
  }

  private static Finding notModified(Around around) throws NoAnswer, InterruptedException {
    Answer first = around.get("/");
    Optional<String> tag = first.header("ETag");
    if (tag.isEmpty() || first.status() != 200) {
      return Finding.skipped("the first page has no ETag");
    }
    Answer second = around.ask("GET", "/", Map.of("If-None-Match", tag.get()));
    String asked = "GET / with If-None-Match: " + tag.get();
    return second.status() == 304 ? Finding.holds(asked, "304")
        : Finding.fails(asked, second.said(), "it must be 304: clients fetch the same again and again",
            "compare If-None-Match with the ETag");
  }

  private static Finding longQuery(Around around) throws NoAnswer, InterruptedException {
    String path = around.subject().page().replaceFirst("\\?.*", "");
    Answer answer = around.get(path + "?slipway=" + "x".repeat(LONG_QUERY));
    return answer.status() < 500 ? Finding.holds("GET " + path + " with a query of " + LONG_QUERY + " characters", answer.said())
        : Finding.fails("GET " + path + " with a query of " + LONG_QUERY + " characters", answer.said(),
            "it must not break on what clients send",
            "answer it, or refuse it with 414");
  }
}
