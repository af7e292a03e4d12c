package dev.slipway.adapters.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.traffic.Endpoint;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What stands in the way of taking over what compose runs is told before anything is changed. */
final class ComposeObstaclesTest extends BesideCompose {
  private void refused(String code, String says, Endpoint listen, int replicas) {
    OutsideException said = assertThrows(OutsideException.class, () -> platform.adopting().standing(team.spec(), listen, replicas));
    assertEquals(code, said.code(), said::said);
    assertTrue(said.said().contains(says) && said.said().contains("Nothing changed and traffic stays as it is"), said::said);
  }

  @Test
  void a_project_that_is_not_up_and_a_port_that_the_router_needs_are_refused() throws Exception {
    Endpoint same = new Endpoint("127.0.0.1", team.published);
    refused("SLW-3123", "docker-compose up -d", same, 0);
    team.up(1);
    List<String> before = ComposeTeamTest.started(team.project);
    refused("SLW-3121", "publishes port " + team.published, same, 0);
    refused("SLW-3121", "publishes port " + team.published, new Endpoint("0.0.0.0", team.published), 0);
    assertEquals(1, team.standing(platform, 1).orElseThrow().instances());
    assertEquals(before, ComposeTeamTest.started(team.project));
  }

  @Test
  void more_containers_than_replicas_and_a_port_on_which_nothing_listens_are_refused() throws Exception {
    team.up(2);
    Endpoint listen = new Endpoint("127.0.0.1", team.published);
    assertEquals(2, team.standing(platform, 3).orElseThrow().instances());
    refused("SLW-3124", "2 containers of the service and slipway.yaml says replicas: 1", listen, 1);
    team.write("expose: [\"9090\"]");
    refused("SLW-3125", "port 9090 does not accept connections", listen, 2);
  }

  @Test
  void a_service_without_a_port_is_refused_and_one_that_does_not_run_is_no_obstacle() throws Exception {
    team.write("");
    OutsideException said = assertThrows(OutsideException.class, team::spec);
    assertEquals("SLW-3120", said.code(), said::said);
    team.write("expose: [\"8080\"]");
    team.up(0);
    assertTrue(platform.adopting().standing(team.spec(), new Endpoint("127.0.0.1", team.published), 1).isEmpty());
  }
}
