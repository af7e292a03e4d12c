package dev.slipway.bench.rig;

import dev.slipway.cli.CliException;
import dev.slipway.cli.client.Api;
import java.util.List;
import java.util.Optional;

/** Servers on one database; whoever lives answers. */
public final class SeveralServers implements Apis, AutoCloseable {
  private final List<ServerProcess> servers;
  private final PostgresProcess postgres;

  SeveralServers(List<ServerProcess> servers, PostgresProcess postgres) {
    this.servers = List.copyOf(servers);
    this.postgres = postgres;
  }

  /** Each of them. */
  public List<ServerProcess> each() {
    return servers;
  }

  /** The process id of the one that holds a target's lease, or held it last. */
  public long holder(String target) {
    String owner = postgres.value("select owner from slipway.leases where target = '" + target + "'");
    return Long.parseLong(owner.substring(0, owner.indexOf('@')));
  }

  @Override
  public Api api() {
    return apiIfThere().orElseThrow(() -> new RigException("none of " + servers.size() + " servers answers"));
  }

  @Override
  public Optional<Api> apiIfThere() {
    return servers.stream().flatMap(server -> server.apiIfThere().stream()).filter(SeveralServers::answers).findFirst();
  }

  private static boolean answers(Api api) {
    try {
      return api.get("/health").has("pid");
    } catch (CliException notNow) {
      return false;
    }
  }

  @Override
  public void close() {
    postgres.close();
  }
}
