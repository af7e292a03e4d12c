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

  /**
   * Who works on a target.
   *
   * @param pid of the process that holds it, or held it last
   * @param epoch rises with every holder
   */
  public record Holder(long pid, long epoch) {}

  /** The lease of a target, which nobody may have any more. */
  public Holder holder(String target) {
    List<String> row = postgres.row("select owner, epoch from slipway.leases where target = '" + target + "'");
    String owner = row.getFirst();
    return new Holder(Long.parseLong(owner.substring(0, owner.indexOf('@'))), Long.parseLong(row.getLast()));
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
