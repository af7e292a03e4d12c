package dev.slipway.engine.store;

import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** What runs statements on the tables of a store, and tells every fault of the database as a {@link StoreException}. */
interface Database extends AutoCloseable {

  /** Runs work that changes something, as one transaction that is kept when this returns. Nobody else writes meanwhile. */
  <T> T write(Function<Handle, T> work);

  /** Runs one statement that changes nothing. */
  <T> T read(Function<Handle, T> work);

  /** Runs statements that change nothing, all of them on what was committed at one moment. */
  <T> T snapshot(Function<Handle, T> work);

  @Override
  void close();
}
