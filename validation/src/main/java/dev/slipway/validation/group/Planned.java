package dev.slipway.validation.group;

import dev.slipway.core.check.CheckGroup;

/**
 * One check that is about to be made.
 *
 * @param group where it is told
 * @param name within its group
 * @param asks what it asks, for a message when nothing comes
 * @param weight what a failure means
 * @param manner how it may be made
 * @param look what makes it
 */
public record Planned(CheckGroup group, String name, String asks, Weight weight, Manner manner, Look look) {

  /** What a failure means. */
  public enum Weight {
    /** The service must not get users, whether or not anybody asked for the group. */
    GRAVE,
    /** A failure where somebody asked for it, a warning where nobody did. */
    ASKED_FOR,
    /** Never more than a warning. */
    ADVICE
  }

  /** How it may be made. */
  public enum Manner {
    /** Beside others, and a few times before it fails: one lost packet is no verdict. */
    PATIENT,
    /** Beside others, once. */
    ONCE,
    /** With nothing beside it, once: it measures. */
    ALONE
  }

  /** The same with another weight. */
  public Planned weighing(Weight next) {
    return new Planned(group, name, asks, next, manner, look);
  }
}
