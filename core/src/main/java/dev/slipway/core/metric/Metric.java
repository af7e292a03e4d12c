package dev.slipway.core.metric;

/**
 * A measurement that the user's own systems keep, by release.
 *
 * @param name as in slipway.yaml, unique in the environment: letters, digits and dashes
 * @param source name of the {@link SourceSpec} that is asked
 * @param form what the answers mean
 */
public record Metric(String name, String source, Form form) {

  /**
   * What the answers mean. Expressions are in the source's own language; {@code ${release}}, {@code ${version}}, {@code ${service}} and
   * {@code ${environment}} are replaced before it is asked.
   */
  public sealed interface Form {}

  /** Two cumulative counters: events that went wrong, and all of them. Judged like the error rate. */
  public record Rate(String bad, String total) implements Form {}

  /** One cumulative counter, read as events an hour. */
  public record Count(String counter) implements Form {}

  /** A level, as it is at a moment. */
  public record Level(String expression) implements Form {}
}
