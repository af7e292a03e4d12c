package dev.slipway.server;

import dev.slipway.core.spi.Store;
import dev.slipway.engine.Engine;
import dev.slipway.engine.loop.Clocks;
import dev.slipway.engine.store.StateStore;
import dev.slipway.server.journal.JournalFeed;
import dev.slipway.server.journal.JournalProof;
import dev.slipway.server.journal.Past;
import dev.slipway.server.replay.Elsewhere;
import dev.slipway.server.replay.Retold;
import dev.slipway.server.retention.Retention;
import dev.slipway.server.state.CheckpointFile;
import dev.slipway.server.state.StateFolder;
import dev.slipway.server.status.StatusReader;

/**
 * What is told from the journal long afterwards.
 *
 * @param proof that it is as it was written
 * @param retold what was decided, again
 * @param retention how it is shortened
 */
record Told(JournalProof proof, Retold retold, Retention retention) {

  /** Of one server. */
  static Told of(
      StateStore store, Store telling, StateFolder folder, Past past, StatusReader status, JournalFeed feed, Engine engine, Clocks clocks) {
    Retold retold = Retold.over(telling, past, status, feed, Elsewhere.of(store.archived()));
    return new Told(JournalProof.of(store, new CheckpointFile(folder), clocks, feed), retold,
        new Retention(store, retold.walk(), engine, clocks.wall()));
  }
}
