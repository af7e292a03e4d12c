package dev.slipway.engine.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;

/** How a SQLite file is made and connected to. */
final class SqliteConnections {
  private static final int BUSY_TIMEOUT_MILLIS = 5_000;

  private SqliteConnections() {}

  /** A configuration may hold what others should not read. An empty file is an empty database; what SQLite puts beside it gets its mode. */
  static void makeForItsOwnerAlone(Path file) throws IOException {
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    if (posix && !Files.exists(file)) {
      Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
  }

  /** A connection that writes, to tables of this version. */
  static Handle migrated(Path file) {
    Handle writer = connect(file, false);
    try {
      SqliteSchema.migrate(writer);
      return writer;
    } catch (JdbiException e) {
      writer.close();
      throw e;
    }
  }

  static Handle connect(Path file, boolean readOnly) {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
    config.setReadOnly(readOnly);
    if (!readOnly) {
      config.setJournalMode(JournalMode.WAL);
      config.setSynchronous(SynchronousMode.FULL);
      config.enforceForeignKeys(true);
      config.setTransactionMode(TransactionMode.IMMEDIATE);
      config.setCacheSize(-WriterCache.LEAST_KIBIBYTES);
    }
    return Jdbi.create(() -> connection(file, config)).open();
  }

  private static Connection connection(Path file, SQLiteConfig config) throws SQLException {
    return config.createConnection("jdbc:sqlite:" + file);
  }
}
