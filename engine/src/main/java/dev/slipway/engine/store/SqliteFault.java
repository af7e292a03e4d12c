package dev.slipway.engine.store;

import dev.slipway.engine.store.StoreException.Code;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteException;

/** What an error of SQLite's means for the one who reads it. Numbers are SQLite's primary result codes (sqlite.org/rescode.html). */
final class SqliteFault {
  private static final int PRIMARY = 0xff;

  private SqliteFault() {}

  static StoreException of(Path file, Exception e) {
    @Nullable SQLiteException cause = cause(e);
    return cause == null ? said(Code.FAILED, file, e) : said(code(cause.getResultCode().code), file, cause);
  }

  static Code code(int result) {
    return switch (result & PRIMARY) {
      case 3, 8 -> Code.READ_ONLY;
      case 5, 6 -> Code.BUSY;
      case 11 -> Code.CORRUPT;
      case 13 -> Code.FULL;
      case 14 -> Code.CANNOT_OPEN;
      case 26 -> Code.FOREIGN;
      // Input and output errors, and whatever else was never expected of a commit: nobody knows what is on the disk.
      default -> Code.FAILED;
    };
  }

  private static @Nullable SQLiteException cause(@Nullable Throwable e) {
    @Nullable Throwable at = e;
    for (int depth = 0; at != null && depth < 10; depth++) {
      if (at instanceof SQLiteException found) {
        return found;
      }
      at = at.getCause();
    }
    return null;
  }

  private static StoreException said(Code code, Path file, Exception e) {
    String what = file + ": " + e.getMessage();
    return new StoreException(code, switch (code) {
      case READ_ONLY -> "the store may not be written: " + what + ". Nothing was committed; traffic stays as it is. Look at the permissions of the file and its folder";
      case BUSY -> "another program keeps the store busy: " + what + ". Nothing was committed; traffic stays as it is. End the program that has it open, then try again";
      case CORRUPT -> "the store is damaged: " + what + ". Nothing more is written; traffic stays as it is. Restore a backup; slipway emergency still works";
      case FULL -> "the disk of the store is full: " + what + ". Nothing was committed; traffic stays as it is. Free some space, then try again; slipway emergency still works";
      case CANNOT_OPEN -> "the store cannot be opened: " + what + ". Traffic stays as it is. Look at the path and its permissions";
      case FOREIGN -> "this file is not a store of Slipway's: " + what + ". It was not changed. Name another file, or restore a backup";
      case HELD, NEWER, CLOSED, FAILED, AWAY, NOBODY_THERE, NOT_SIGNED_IN, DATABASE_FULL, STANDBY, HELD_UP, CROWDED, NOT_ALLOWED,
          NO_DATABASE, ADDRESS, REFUSED, OCCUPIED ->
          "the disk of the store failed: " + what + ". Nothing more is written until the server is started again, since nobody knows what reached the disk; traffic stays as it is. "
              + "Look at the disk, then start the server; slipway emergency still works";
    }, e);
  }
}
