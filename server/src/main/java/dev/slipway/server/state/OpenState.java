package dev.slipway.server.state;

import dev.slipway.engine.loop.Clocks;
import dev.slipway.engine.store.PostgresAddress;
import dev.slipway.engine.store.PostgresStore;
import dev.slipway.engine.store.SharedStore;
import dev.slipway.engine.store.SqliteStore;
import dev.slipway.engine.store.StateStore;
import dev.slipway.engine.store.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * State and journal, opened for a server.
 *
 * @param place folder of instances, artifacts and routers
 */
public record OpenState(StateStore store, Path place) {
  /** The file of a state that is in no database. */
  public static final String FILE = "slipway.db";

  /**
   * Opens what a folder says, or the database that is named.
   *
   * @param database to use from now on, where the folder has no state yet
   * @throws StartException when it cannot; nothing was changed then
   */
  public static OpenState of(StateFolder folder, Optional<String> database, Map<String, String> environment) {
    try {
      Optional<PostgresAddress> address = address(folder, database);
      return address.isPresent() ? shared(folder, address.get(), environment)
          : new OpenState(SqliteStore.open(folder.resolve(FILE), Clocks.system().steady()), folder.path());
    } catch (StoreException e) {
      throw told(e);
    }
  }

  /** As whoever starts something is told it: what may be over by itself, or what to change. */
  static StartException told(StoreException e) {
    return e.passes() ? StartException.cannot(e.code(), e.said()) : StartException.wrongUse(e.code(), e.said());
  }

  private static Optional<PostgresAddress> address(StateFolder folder, Optional<String> database) {
    Optional<PostgresAddress> kept = DatabaseFile.in(folder.path());
    Optional<PostgresAddress> asked = database.map(PostgresAddress::parse);
    if (asked.isPresent() && kept.isPresent() && !asked.equals(kept)) {
      throw StartException.wrongUse("SLW-5151", "the state of " + folder.path() + " is in " + kept.get() + ", not in " + asked.get()
          + ". The server does not start; traffic stays as it is. Leave --database out, name another folder with --state, "
          + "or, where the same database moved, write its address into " + folder.resolve("database"));
    }
    if (asked.isPresent() && kept.isEmpty() && Files.exists(folder.resolve(FILE))) {
      throw StartException.wrongUse("SLW-5152", folder.path() + " has a state of its own (" + FILE + "). The server does not start; "
          + "traffic stays as it is. Bring it there first: slipway state migrate --to " + asked.get()
          + ". Or name another folder with --state");
    }
    return asked.or(() -> kept);
  }

  private static OpenState shared(StateFolder folder, PostgresAddress address, Map<String, String> environment) {
    PostgresStore store = PostgresStore.open(address, DatabaseFile.password(environment), Clocks.system().steady());
    try {
      Path place = Place.of(store, folder);
      DatabaseFile.write(folder, address);
      return new OpenState(store, place);
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  /** The store, where other servers may work on it as well. */
  public Optional<SharedStore> shared() {
    return store instanceof SharedStore s ? Optional.of(s) : Optional.empty();
  }
}
