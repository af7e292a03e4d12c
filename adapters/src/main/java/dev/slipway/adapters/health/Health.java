package dev.slipway.adapters.health;

import java.util.ArrayList;
import java.util.List;

/**
 * What the answers of one instance come to: ready after one good answer, not ready after two bad ones in a row, and not ready for a
 * while when it keeps changing. Pure: time comes in.
 *
 * @param phase how it stands
 * @param badInARow bad answers to the ready question since the last good one
 * @param liveBadInARow bad answers to the live question since the last good one
 * @param changes when it changed between ready and not ready lately, in milliseconds of uptime
 * @param calmFrom a flapping instance is believed again when it was good from here on for {@link #CALM_MILLIS}
 * @param asked how often it was asked
 * @param detail the last answer, for people
 */
public record Health(Phase phase, int badInARow, int liveBadInARow, List<Long> changes, long calmFrom, int asked, String detail) {
  static final long FLAP_WINDOW_MILLIS = 300_000;
  static final long CALM_MILLIS = 60_000;
  private static final int FLAP_CHANGES = 3;
  private static final int BAD_ANSWERS = 2;
  private static final int BAD_LIVE_ANSWERS = 3;

  public Health {
    changes = List.copyOf(changes);
  }

  /** How an instance stands. */
  public enum Phase {
    /** Never ready in this life. */
    STARTING,
    /** May get traffic. */
    READY,
    /** Was ready, and is not now. */
    UNREADY,
    /** Not ready because it changed too often. */
    FLAPPING
  }

  /** Before the first answer. One that was ready before this server came counts as ready until two answers say otherwise. */
  public static Health before(boolean everReady) {
    return new Health(everReady ? Phase.READY : Phase.STARTING, 0, 0, List.of(), 0, 0, "not asked yet");
  }

  /** After an answer to the ready question. */
  public Health answered(boolean good, String answer, long nowMillis) {
    int bad = good ? 0 : badInARow + 1;
    return switch (phase) {
      case STARTING -> with(good ? Phase.READY : Phase.STARTING, bad, changes, calmFrom, answer);
      case READY -> bad < BAD_ANSWERS ? with(Phase.READY, bad, changes, calmFrom, answer) : down(bad, answer, nowMillis);
      case UNREADY -> good ? with(Phase.READY, 0, changed(nowMillis), calmFrom, answer)
          : with(Phase.UNREADY, bad, changes, calmFrom, answer);
      case FLAPPING -> flapping(good, bad, answer, nowMillis);
    };
  }

  private Health down(int bad, String answer, long nowMillis) {
    List<Long> recent = changed(nowMillis);
    return recent.size() >= FLAP_CHANGES
        ? with(Phase.FLAPPING, bad, recent, nowMillis, flapDetail(recent.size(), answer))
        : with(Phase.UNREADY, bad, recent, calmFrom, answer);
  }

  private Health flapping(boolean good, int bad, String answer, long nowMillis) {
    if (!good) {
      return with(Phase.FLAPPING, bad, changes, nowMillis, flapDetail(changes.size(), answer));
    }
    boolean calm = nowMillis - calmFrom >= CALM_MILLIS;
    return calm ? with(Phase.READY, 0, List.of(), calmFrom, answer)
        : with(Phase.FLAPPING, 0, changes, calmFrom, flapDetail(changes.size(), answer));
  }

  private static String flapDetail(int changes, String answer) {
    return "changed " + changes + " times within 5 min and must be good for 60 s; last: " + answer;
  }

  private List<Long> changed(long nowMillis) {
    List<Long> recent = new ArrayList<>(changes.stream().filter(at -> nowMillis - at < FLAP_WINDOW_MILLIS).toList());
    recent.add(nowMillis);
    return recent;
  }

  /** After an answer to the live question. */
  public Health lived(boolean good, String answer) {
    return new Health(phase, badInARow, good ? 0 : liveBadInARow + 1, changes, calmFrom, asked, good ? detail : answer);
  }

  boolean mustRestart() {
    return liveBadInARow >= BAD_LIVE_ANSWERS;
  }

  /** Whether the answers so far settle how it stands: one good, or enough bad ones. */
  boolean settled() {
    return asked > 0 && (badInARow == 0 || badInARow >= BAD_ANSWERS);
  }

  private Health with(Phase next, int bad, List<Long> nextChanges, long nextCalmFrom, String answer) {
    return new Health(next, bad, liveBadInARow, nextChanges, nextCalmFrom, asked + 1, answer);
  }
}
