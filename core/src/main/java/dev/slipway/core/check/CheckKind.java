package dev.slipway.core.check;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a check looks at. */
public sealed interface CheckKind {

  /** One request. */
  record Request(HttpQuestion question) implements CheckKind {}

  /** Several requests in order, with values carried on from one to the next. */
  record Flow(List<HttpQuestion> questions) implements CheckKind {
    public Flow {
      questions = List.copyOf(questions);
    }
  }

  /**
   * Many requests at once.
   *
   * @param path what is asked for
   * @param concurrent how many are under way at any moment
   * @param time how long
   * @param errors share of the requests that may fail, 0–1
   * @param p95 longest time in which 95 of 100 must be answered
   */
  record Load(String path, int concurrent, Duration time, double errors, Optional<Duration> p95) implements CheckKind {}

  /**
   * A command of the user's own, which passes by ending with 0.
   *
   * @param command for the shell
   * @param timeout after which it is stopped and has failed
   */
  record Command(String command, Duration timeout) implements CheckKind {}

  /**
   * Every request that an OpenAPI description makes possible without knowing anything else.
   *
   * @param source a path of the service, or the name of a file
   */
  record Document(String source) implements CheckKind {}

  /**
   * The checks of a group that Slipway brings along.
   *
   * @param group which
   * @param except names of those that are left out
   */
  record Group(CheckGroup group, List<String> except) implements CheckKind {
    public Group {
      except = List.copyOf(except);
    }
  }

  /** All groups; only what no service does without can fail, the rest is told as a warning. */
  record Usual() implements CheckKind {}
}
