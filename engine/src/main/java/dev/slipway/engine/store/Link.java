package dev.slipway.engine.store;

import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection to a database, made when it is first needed, and anew after it broke. Used by one thread at a time. */
final class Link implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Link.class);

  private final Supplier<Handle> connect;
  private final IntSupplier losses;
  private Optional<Handle> open = Optional.empty();
  private int madeAfter;

  /**
   * A link.
   *
   * @param losses how often the database was lost: a connection from before the last time is of no use, and need not be tried
   */
  Link(Supplier<Handle> connect, IntSupplier losses) {
    this.connect = connect;
    this.losses = losses;
  }

  Handle handle() {
    int now = losses.getAsInt();
    if (now != madeAfter) {
      close();
    }
    if (open.isEmpty()) {
      open = Optional.of(connect.get());
      madeAfter = now;
    }
    return open.get();
  }

  /** What is left of it is of no use any more. */
  @Override
  public void close() {
    try {
      open.ifPresent(Handle::close);
    } catch (JdbiException e) {
      LOG.debug("a connection to the database could not be closed in order", e);
    } finally {
      open = Optional.empty();
    }
  }
}
