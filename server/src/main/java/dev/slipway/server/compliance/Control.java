package dev.slipway.server.compliance;

import java.util.List;

/**
 * A control of a standard.
 *
 * @param id its number there
 * @param title its name, in short
 * @param asks what it asks for, in our words
 * @param evidence what the journal has of it
 * @param gaps what may be missing
 * @param figures of delivery that belong to it
 * @param cannot what it asks for and Slipway cannot show
 */
record Control(
    String id, String title, String asks, List<Evidence> evidence, List<Gap> gaps, List<String> figures, List<String> cannot) {

  static Control of(String id, String title, String asks) {
    return new Control(id, title, asks, List.of(), List.of(), List.of(), List.of());
  }

  Control shown(Evidence... by) {
    return new Control(id, title, asks, List.of(by), gaps, figures, cannot);
  }

  Control missing(Gap... what) {
    return new Control(id, title, asks, evidence, List.of(what), figures, cannot);
  }

  Control figures(String... names) {
    return new Control(id, title, asks, evidence, gaps, List.of(names), cannot);
  }

  Control cannot(String... what) {
    return new Control(id, title, asks, evidence, gaps, figures, List.of(what));
  }
}
