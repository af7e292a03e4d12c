package dev.slipway.engine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PostgresAddressTest {

  @Test
  void an_address_is_read_as_people_write_it_and_written_so_that_it_is_read_again() {
    PostgresAddress here = PostgresAddress.parse("postgresql://slipway@localhost/releases");
    assertEquals(new PostgresAddress("localhost:5432", "releases", "slipway", "slipway", Map.of()), here);
    assertEquals("jdbc:postgresql://localhost:5432/releases", here.jdbcUrl());
    for (String url : List.of(
        "postgresql://slipway@localhost:5432/releases",
        "postgresql://slipway@[::1]:6000/releases?schema=other",
        "postgresql://a%40b@db1.example.com:5432,db2.example.com:5433/my%20db?sslmode=verify-full&sslrootcert=%2Fetc%2Fca.pem")) {
      assertEquals(url, PostgresAddress.parse(url).url());
      assertEquals(PostgresAddress.parse(url), PostgresAddress.parse(PostgresAddress.parse(url).url()));
    }
    assertEquals("my db", PostgresAddress.parse("postgres://u@localhost/my%20db").database());
    assertTrue(PostgresAddress.parse("postgresql://u@localhost:1,localhost:2/d").several());
  }

  @Test
  void a_password_in_an_address_is_refused_and_not_repeated() {
    StoreException e = refused("postgresql://slipway:hunter2@localhost/releases");
    assertTrue(e.said().contains("list of processes") && e.said().contains("PGPASSFILE"), e.said());
    assertFalse(e.said().contains("hunter2"), e.said());
    assertFalse(refused("postgresql://slipway@localhost/releases?password=hunter2").said().contains("hunter2"));
  }

  @Test
  void a_way_over_a_network_must_say_how_it_is_protected() {
    assertTrue(refused("postgresql://slipway@db.example.com/releases").said().contains("sslmode=verify-full"));
    assertEquals(Map.of("sslmode", "require"), PostgresAddress.parse("postgresql://s@db.example.com/releases?sslmode=require").tls());
  }

  @Test
  void what_is_no_address_is_told_with_its_form() {
    for (String wrong : List.of("", "localhost/releases", "mysql://u@h/d", "postgresql://localhost/releases", "postgresql://u@localhost",
        "postgresql://u@localhost:99999/d", "postgresql://u@local host/d", "postgresql://u@localhost/d?schema=Drop Table",
        "postgresql://u@localhost/d?application_name=x", "postgresql://u@localhost/%zz")) {
      assertEquals("SLW-5040", refused(wrong).code(), wrong);
    }
  }

  private static StoreException refused(String text) {
    return assertThrows(StoreException.class, () -> PostgresAddress.parse(text), text);
  }
}
