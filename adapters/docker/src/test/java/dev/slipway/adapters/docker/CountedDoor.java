package dev.slipway.adapters.docker;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The way to an engine, where every request is counted, for each has a connection of its own; and where all of them can be cut. */
final class CountedDoor implements Door {
  private final Door door;
  private final AtomicInteger calls = new AtomicInteger();
  private final Set<Wire> open = ConcurrentHashMap.newKeySet();

  CountedDoor(Door door) {
    this.door = door;
  }

  int calls() {
    return calls.get();
  }

  /** As when the engine is started anew. */
  void cut() throws IOException {
    for (Wire wire : open) {
      wire.close();
    }
    open.clear();
  }

  @Override
  public Wire open() throws IOException {
    calls.incrementAndGet();
    Wire wire = door.open();
    open.add(wire);
    return wire;
  }

  @Override
  public String name() {
    return door.name();
  }

  @Override
  public void close() {
    door.close();
  }
}
