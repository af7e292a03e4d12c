package dev.slipway.engine.store;

import dev.slipway.core.rollout.TargetId;
import java.time.Instant;
import java.util.Optional;

/** A store that several servers work on at once. */
public interface SharedStore extends StateStore, Inbox {

  /** Whether this process was given that epoch of a target: what was committed under it was committed here. */
  boolean given(TargetId target, long epoch);

  /** All that an owner holds may be taken by others at once. */
  void letGo(String owner);

  /**
   * Calls this whenever the store was lost, for a moment or for long: others may believe that this server is over, and take what it held.
   * Short, and it asks the store for nothing.
   */
  void whenLost(Runnable told);

  /** What its clock shows: the same for all servers. */
  Instant now();

  /** A fact about the store that all servers go by, as it was first told. */
  Optional<String> fact(String name);

  /** Tells a fact, unless it was told before. */
  void tell(String name, String value);
}
