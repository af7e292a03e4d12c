package dev.slipway.validation;

import dev.slipway.core.check.CheckGroup;

/**
 * What came of one check.
 *
 * @param group where it is told
 * @param name within its group
 * @param outcome how it ended
 * @param finding what was asked, what came, why it fails and how to mend it
 * @param millis how long it took
 */
public record Result(CheckGroup group, String name, Outcome outcome, Finding finding, long millis) {

  /** In one line: what was asked and came, why it fails and what to do. */
  public String line() {
    Finding f = finding;
    String asked = f.asked().isEmpty() ? "" : ": " + f.asked() + (f.came().isEmpty() ? "" : " → " + f.came());
    String why = f.why().isEmpty() ? "" : (asked.isEmpty() ? ": " : ", ") + f.why();
    return group.word() + " " + name + asked + why + (f.mend().isEmpty() ? "" : ". To mend it: " + f.mend());
  }
}
