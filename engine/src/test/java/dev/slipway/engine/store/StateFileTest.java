package dev.slipway.engine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFileTest {
  @TempDir Path folder;

  @Test
  void the_files_of_a_state_are_put_aside_together_and_another_takes_their_place() throws Exception {
    Path file = Files.writeString(folder.resolve("slipway.db"), "tables");
    Files.writeString(folder.resolve("slipway.db-wal"), "not yet in them");
    assertEquals(folder.resolve("slipway.db.before"), StateFile.aside(file, ".before"));
    assertEquals("tables", Files.readString(folder.resolve("slipway.db.before")));
    assertEquals("not yet in them", Files.readString(folder.resolve("slipway.db.before-wal")));
    assertFalse(Files.exists(folder.resolve("slipway.db-wal")));
    assertEquals(file, StateFile.renamed(Files.writeString(folder.resolve("restored"), "others"), file));
    assertEquals("others", Files.readString(file));
  }

  @Test
  void what_cannot_be_renamed_stays_where_it_is() throws Exception {
    Path file = Files.writeString(folder.resolve("slipway.db"), "tables");
    assertEquals("SLW-5009", assertThrows(StoreException.class, () -> StateFile.aside(file, "/no/such/folder")).code());
    assertEquals("SLW-5009", assertThrows(StoreException.class, () -> StateFile.renamed(file, folder.resolve("no/such/folder"))).code());
    assertEquals("tables", Files.readString(file));
  }
}
