package dev.slipway.adapters.yaml;

import dev.slipway.core.config.ServiceConfig;
import java.util.List;
import java.util.stream.Collectors;

/** What came of reading a slipway.yaml. */
public sealed interface ReadResult {

  /** It can be worked with as it is. */
  record Valid(ServiceConfig config) implements ReadResult {}

  /**
   * It cannot.
   *
   * @param problems at least one, in order of place
   */
  record Invalid(List<Problem> problems) implements ReadResult {
    public Invalid {
      problems = List.copyOf(problems);
    }

    /** One line for each problem, then the assurance that nothing was changed. */
    public String render() {
      return problems.stream().map(Problem::brief).collect(Collectors.joining("\n", "", "\nNothing was changed."));
    }
  }
}
