package dev.slipway.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.bench.rig.Program;
import dev.slipway.bench.rig.Rig;
import dev.slipway.bench.rig.Strategies;
import dev.slipway.bench.rig.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A state folder that a newer Slipway has written. */
@Tag("long")
class NewerStateTest {
  private static final String NEWER_STATE = "update targets set state = replace(state, '{\"format\":1,', '{\"format\":2,')";
  private static final String AS_BEFORE = "update targets set state = replace(state, '{\"format\":2,', '{\"format\":1,')";

  private final Rig rig = Rig.ofClassPath();
  private final Target target = rig.shop("newer");

  @BeforeEach
  void deploys() {
    target.promoted(target.shop().strategy(Strategies.blueGreen("0s")), "1.0.0");
    rig.server().stop();
  }

  @AfterEach
  void closes() {
    rig.close();
  }

  private Path database() {
    return rig.workspace().state().resolve("slipway.db");
  }

  private void sql(String statement) throws Exception {
    try (Connection c = DriverManager.getConnection("jdbc:sqlite:" + database());
        Statement s = c.createStatement()) {
      s.executeUpdate(statement);
    }
  }

  private int schema() throws Exception {
    try (Connection c = DriverManager.getConnection("jdbc:sqlite:" + database());
        Statement s = c.createStatement();
        ResultSet row = s.executeQuery("pragma user_version")) {
      return row.getInt(1);
    }
  }

  private void refused() throws Exception {
    byte[] before = Files.readAllBytes(database());
    String file = target.write(target.shop().strategy(Strategies.blueGreen("0s"))).toString();
    List<List<String>> commands =
        List.of(List.of("deploy", "-f", file, "newer", "1.1.0"), List.of("rollback", "-f", file, "newer"),
            List.of("server", "--port", "0"));
    for (List<String> command : commands) {
      Program.Ended ended = rig.program().run(command.toArray(String[]::new));
      assertEquals(2, ended.exit(), ended::said);
      assertTrue(ended.err().contains("SLW-5002") && ended.err().contains("written by a newer Slipway"), ended::said);
    }
    assertArrayEquals(before, Files.readAllBytes(database()), "the state was changed");
    assertFalse(Files.exists(rig.workspace().state().resolve("server.json")), "a server says that it is there");
    assertEquals("1.0.0", Visit.to(target.url() + "/").release());
  }

  @Test
  void a_newer_schema_is_refused_by_every_command_and_traffic_goes_on() throws Exception {
    int known = schema();
    sql("pragma user_version = 99");
    refused();
    sql("pragma user_version = " + known);
    rig.server().start();
    target.promoted(target.shop().strategy(Strategies.blueGreen("0s")), "1.1.0");
  }

  @Test
  void a_newer_form_of_what_is_kept_is_refused_by_every_command_and_traffic_goes_on() throws Exception {
    sql(NEWER_STATE);
    refused();
    sql(AS_BEFORE);
    rig.server().start();
    target.promoted(target.shop().strategy(Strategies.blueGreen("0s")), "1.1.0");
  }
}
