package dev.slipway.core.check;

/** At which address of a rollout a check is asked. */
public enum When {
  /** On the candidate's own address, before it gets traffic. */
  PREVIEW,
  /** On the public address, after each shift. */
  LIVE,
  /** On both. */
  BOTH;

  /** Whether a check that is asked then is asked there too. */
  public boolean includes(When place) {
    return this == BOTH || place == BOTH || this == place;
  }
}
