package dev.slipway.engine.store;

import dev.slipway.core.rollout.TargetId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * How far each receiver was told of the journal, which is what there is to tell: it is committed with the state, so nothing can have
 * happened of which nobody would be told.
 */
public interface Deliveries {

  /** One receiver of one target: what it is told goes to it in the journal's order. */
  record Lane(TargetId target, String receiver) {}

  /**
   * A notice's place in the journal.
   *
   * @param begun the record that began the rollout it belongs to: what is told is read from there on
   * @param sequence of its record; 0 before the first
   * @param part of that record, from 0
   */
  record Mark(long begun, long sequence, int part) {

    /** Whether all up to another place was told when this was. */
    public boolean covers(long otherSequence, int otherPart) {
      return sequence > otherSequence || (sequence == otherSequence && part >= otherPart);
    }
  }

  /**
   * How far a lane has come.
   *
   * @param told all up to here
   * @param attempts at what comes next
   * @param trouble what the receiver said to the last of them
   */
  record Progress(Lane lane, Mark told, int attempts, Optional<String> trouble) {}

  /** What a receiver was not told, and will not be by itself. */
  record DeadLetter(Lane lane, Mark mark, Instant at, int attempts, String trouble) {}

  /** How far a lane has come; nothing before it was begun. */
  Optional<Progress> progress(Lane lane);

  /** Lanes with something that was tried and has not arrived. */
  List<Progress> troubled(int most);

  /** The record with which the last rollout of a target began, 0 before the first. */
  long lastBegun(TargetId target);

  /** Begins a lane where all up to a mark needs no telling, unless it was begun before; how far it has come. */
  Progress begin(Lane lane, Mark first);

  /**
   * Takes or renews the right to send on a lane.
   *
   * @return how far it has come, or nothing while another owner sends on it
   */
  Optional<Progress> claim(Lane lane, String owner, Duration length);

  /** All up to a mark was told, or passed over: never further back. */
  void told(Lane lane, Mark mark);

  /** One more attempt failed. */
  void failed(Lane lane, String trouble);

  /** What comes next is given up: it is kept as a dead letter, and the lane goes on after it. */
  void dead(DeadLetter letter);

  /** Dead letters, oldest first. */
  List<DeadLetter> deadLetters(int most);

  /** How many there are. */
  int deadCount();

  /** A dead letter was told after all, or is not wanted; whether there was one. */
  boolean remove(Lane lane, long sequence, int part);

  /** Forgets lanes of a target whose receivers it has no more. */
  void keepOnly(TargetId target, Collection<String> receivers);

  /** What an owner sends on may be taken by others at once. */
  void letGo(String owner);
}
