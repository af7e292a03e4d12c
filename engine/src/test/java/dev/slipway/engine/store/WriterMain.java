package dev.slipway.engine.store;

import dev.slipway.core.rollout.Archive;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** A process that commits, or takes bodies of archived records, as fast as it can and says each once it is done; for tests to kill. */
final class WriterMain {
  private static final int MOST_COMMITS = 100_000;

  private WriterMain() {}

  public static void main(String[] args) throws Exception {
    SqliteStore store = SqliteStore.open(Path.of(args[0]), () -> Instant.EPOCH);
    if (args.length > 1) {
      take(store, new Archive.Part(Examples.SHOP, 0, Long.parseLong(args[1]), 1));
      return;
    }
    long epoch = store.lease(Examples.SHOP, "writer-" + ProcessHandle.current().pid(), Duration.ofSeconds(10)).orElseThrow();
    if (store.load(Examples.SHOP).version() == 0) {
      Examples.mustCommit(store, Examples.SHOP, epoch, Examples.deploy("1.0.0"));
    }
    for (int i = 0; i < MOST_COMMITS; i++) {
      try {
        long version = store.load(Examples.SHOP).version();
        Examples.mustCommit(store, Examples.SHOP, epoch, Examples.toggle(version + 1));
        System.out.println(version + 1);
      } catch (StoreException e) {
        failed(store, epoch, e);
        return;
      }
    }
  }

  /** Takes bodies one by one and says how many are left. */
  private static void take(SqliteStore store, Archive.Part part) {
    while (store.archived().take(part, 1) > 0) {
      System.out.println(store.archived().whole(part));
    }
  }

  /** After a failure, on a disk that is well again: its code, the code of one more try, and the version that is still read. */
  private static void failed(SqliteStore store, long epoch, StoreException first) throws Exception {
    WriterProcess.limitFiles(ProcessHandle.current().pid(), "unlimited");
    String second = "committed";
    try {
      Examples.commit(store, Examples.SHOP, epoch, Examples.toggle(store.load(Examples.SHOP).version() + 1));
    } catch (StoreException e) {
      second = e.code();
    }
    System.out.println("failed " + first.code() + " " + second + " " + store.load(Examples.SHOP).version());
  }
}
