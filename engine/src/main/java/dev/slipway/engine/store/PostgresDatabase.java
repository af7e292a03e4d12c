package dev.slipway.engine.store;

import dev.slipway.engine.store.StoreException.Code;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/**
 * A PostgreSQL database with one connection that writes and a few that read. Over all servers only one transaction writes at a time: each
 * begins by taking the same lock, which the database gives up by itself when a transaction ends, however it ends.
 */
final class PostgresDatabase implements Database {
  private static final int READERS = 3;
  /** "SLWY". */
  private static final int LOCK = 0x534C5759;

  private final PostgresAddress address;
  private final PostgresConnections connections;
  private final Link writer;
  private final Links readers;
  private final GroupCommit writing = new GroupCommit(this::transaction, this::closed);
  private final Presence presence = new Presence(this::ask);
  private volatile boolean closed;

  private PostgresDatabase(PostgresAddress address, PostgresConnections connections) {
    this.address = address;
    this.connections = connections;
    this.writer = link();
    this.readers = new Links(READERS, this::link, this::busy);
  }

  private Link link() {
    return new Link(connections::connect, presence::losses);
  }

  /** Connects, and makes the tables or brings them to this version. */
  static PostgresDatabase open(PostgresAddress address, Supplier<Optional<String>> password) {
    PostgresDatabase database = new PostgresDatabase(address, new PostgresConnections(address, password));
    try {
      database.write(h -> {
        PostgresSchema.bring(h, address);
        return true;
      });
      return database;
    } catch (StoreException e) {
      database.close();
      throw e;
    }
  }

  PostgresAddress address() {
    return address;
  }

  /** By which number others know that this process lives. */
  long life() {
    return connections.life().number();
  }

  /** Calls this whenever connections were lost, before anything else can be asked; for those that are lost from now on. */
  void whenLost(Runnable told) {
    presence.whenLost(told);
  }

  private void ask() {
    connections.connect().close();
  }

  @Override
  public <T> T write(Function<Handle, T> work) {
    refuseWhenClosed();
    return writing.write(work);
  }

  private List<Object> transaction(List<Function<Handle, Object>> all) {
    presence.require();
    return through(writer, handle -> handle.inTransaction(TransactionIsolationLevel.READ_COMMITTED, h -> {
      h.createQuery("select pg_advisory_xact_lock(:lock, :schema)").bind("lock", LOCK).bind("schema", address.schema().hashCode())
          .map((row, context) -> true).one();
      return all.stream().map(work -> work.apply(h)).toList();
    }));
  }

  @Override
  public <T> T read(Function<Handle, T> work) {
    refuseWhenClosed();
    presence.require();
    return readers.with(reader -> through(reader, work));
  }

  @Override
  public <T> T snapshot(Function<Handle, T> work) {
    return read(handle -> handle.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, work::apply));
  }

  private StoreException busy() {
    return new StoreException(Code.HELD_UP, "all connections to the database are busy: " + address
        + ". Nothing was committed; traffic stays as it is. It is tried again");
  }

  private <T> T through(Link link, Function<Handle, T> work) {
    try {
      return work.apply(link.handle());
    } catch (JdbiException e) {
      throw failed(link, PostgresFault.of(address, e));
    } catch (StoreException e) {
      throw failed(link, e);
    }
  }

  /** After a fault of its own a connection may be in any state; a new one is cheap. */
  private StoreException failed(Link link, StoreException e) {
    link.close();
    if (PostgresFault.away(e)) {
      presence.lost(e);
    }
    return e;
  }

  private void refuseWhenClosed() {
    if (closed) {
      throw closed();
    }
  }

  private StoreException closed() {
    return new StoreException(
        Code.CLOSED, "the store in " + address + " was closed. Nothing was committed; traffic stays as it is. Start the server again");
  }

  /** Waits for what is being written, then lets go of its connections. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    writing.close();
    presence.close();
    writer.close();
    readers.close();
  }
}
