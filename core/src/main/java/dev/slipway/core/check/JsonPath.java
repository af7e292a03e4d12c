package dev.slipway.core.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a JSON answer: the names and indexes of RFC 9535, as {@code $.orders[0]['unit price']}, and no more of it, so that a path
 * leads to one value or to none.
 *
 * @param steps from the whole answer to the value
 */
public record JsonPath(List<Step> steps) {
  private static final Pattern STEP = Pattern.compile(
      "\\.([\\p{L}_][\\p{L}\\p{N}_-]*)|\\[(-?[0-9]{1,6})]|\\['([^'\\\\]+)']|\\[\"([^\"\\\\]+)\"]");
  private static final int MOST_STEPS = 50;

  public JsonPath {
    steps = List.copyOf(steps);
  }

  /** One step of it. */
  public sealed interface Step {
    /** The member of an object with this name. */
    record Name(String name) implements Step {}

    /** The element of an array at this index; from its end where it is negative. */
    record Index(int index) implements Step {}
  }

  /** What is written, or absent when it is no such path. */
  public static Optional<JsonPath> parse(String written) {
    if (!written.startsWith("$")) {
      return Optional.empty();
    }
    List<Step> steps = new ArrayList<>();
    Matcher matcher = STEP.matcher(written);
    int at = 1;
    while (at < written.length() && steps.size() < MOST_STEPS && matcher.find(at) && matcher.start() == at) {
      steps.add(step(matcher));
      at = matcher.end();
    }
    return at == written.length() ? Optional.of(new JsonPath(steps)) : Optional.empty();
  }

  private static Step step(Matcher matcher) {
    if (matcher.group(2) != null) {
      return new Step.Index(Integer.parseInt(matcher.group(2)));
    }
    String name = matcher.group(1) != null ? matcher.group(1) : matcher.group(3) != null ? matcher.group(3) : matcher.group(4);
    return new Step.Name(name);
  }
}
