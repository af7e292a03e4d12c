package dev.slipway.engine.store;

import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection to a database, made when it is first needed, and anew after it broke. Used by one thread at a time. */
final class Link implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Link.class);

  private final Supplier<Handle> connect;
  private Optional<Handle> open = Optional.empty();

  Link(Supplier<Handle> connect) {
    this.connect = connect;
  }

  Handle handle() {
    if (open.isEmpty()) {
      open = Optional.of(connect.get());
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
