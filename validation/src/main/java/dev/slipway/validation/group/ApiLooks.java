package dev.slipway.validation.group;

import dev.slipway.core.check.CheckGroup;
import dev.slipway.validation.Finding;
import dev.slipway.validation.ask.Answer;
import dev.slipway.validation.ask.NoAnswer;
import dev.slipway.validation.group.Planned.Manner;
import dev.slipway.validation.group.Planned.Weight;
import java.util.List;
import java.util.Map;

/** How it answers requests, right ones and wrong ones: an error of the client's must not become one of the server's. */
final class ApiLooks {
  /** A page that no service has. */
  static final String NOWHERE = "/slipway-check/there-is-no-such-page";

  /** Every GET of a description that nobody wrote down and that is found. */
  static final String DESCRIPTION = "OpenAPI description";

  private static final int REPEATS = 3;

  private ApiLooks() {}

  static List<Planned> all() {
    return List.of(
        planned("root", "GET /", a -> notBroken("GET /", a.get("/"), "its first page breaks")),
        planned("unknown page", "GET " + NOWHERE, a -> notBroken("GET " + NOWHERE, a.get(NOWHERE),
            "an unknown page must be 404, not a failure")),
        planned("options", "OPTIONS /", a -> unknownMethod("OPTIONS /", a.ask("OPTIONS", "/", Map.of()))),
        planned("odd query", "GET with an odd query", ApiLooks::oddQuery),
        planned("content type", "GET of a page", ApiLooks::contentType),
        planned("same again", "GET three times", ApiLooks::sameAgain));
  }

  /** Asked where a person asks: a rollout asks what its file says. */
  static Planned description() {
    return new Planned(CheckGroup.API, DESCRIPTION, "GET of a description", Weight.ASKED_FOR, Manner.PATIENT, DocumentLook.anywhere());
  }

  private static Planned planned(String name, String asks, Look look) {
    return new Planned(CheckGroup.API, name, asks, Weight.ASKED_FOR, Manner.PATIENT, look);
  }

  private static Finding notBroken(String asked, Answer answer, String why) {
    return answer.status() < 500 ? Finding.holds(asked, answer.said())
        : Finding.fails(asked, answer.said() + ": " + answer.begins(), why, "look at slipway logs for what it failed on");
  }

  private static Finding unknownMethod(String asked, Answer answer) {
    return answer.status() == 501 ? Finding.holds(asked, answer.said())
        : notBroken(asked, answer, "a method that it does not know must be 405 or 501, not a failure");
  }

  private static Finding oddQuery(Around around) throws NoAnswer, InterruptedException {
    String path = around.subject().page().replaceFirst("\\?.*", "") + "?slipway=%00%F0%28&slipway=%27%22%3C";
    return notBroken("GET " + path, around.get(path), "a query that it does not expect must not break it");
  }

  private static Finding contentType(Around around) throws NoAnswer, InterruptedException {
    Answer page = around.page();
    String asked = "GET " + around.subject().page();
    if (page.body().length == 0 || page.header("Content-Type").isPresent()) {
      return Finding.holds(asked, page.header("Content-Type").orElse("no body"));
    }
    return Finding.fails(asked, "a body without Content-Type", "clients have to guess what it is", "send Content-Type with every body");
  }

  private static Finding sameAgain(Around around) throws NoAnswer, InterruptedException {
    String path = around.subject().page();
    int first = around.get(path).status();
    for (int i = 1; i < REPEATS; i++) {
      int next = around.get(path).status();
      if (next != first) {
        return Finding.fails("GET " + path + " " + REPEATS + " times", first + ", then " + next, "the same question gets different answers",
            "see whether all instances are alike");
      }
    }
    return Finding.holds("GET " + path + " " + REPEATS + " times", "always " + first);
  }
}
