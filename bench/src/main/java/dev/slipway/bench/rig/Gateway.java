package dev.slipway.bench.rig;

import dev.slipway.load.LoadPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/** The releases of examples/redis-gateway and the slipway.yaml that deploys them on one Redis. */
public final class Gateway {
  private static final Path EXAMPLE = Path.of("examples/redis-gateway");

  private Gateway() {}

  /** Writes the releases into the workspace; the example's own folder stays as it is. */
  public static void writeReleases(Workspace workspace) {
    Path folder = workspace.folder().resolve("gateway");
    try {
      Files.createDirectories(folder);
      for (String file : List.of("build-releases", "gateway.sh.in")) {
        Files.copy(Installation.checkout().resolve(EXAMPLE).resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new RigException("the gateway's releases could not be written to " + folder, e);
    }
    workspace.run(List.of("sh", folder.resolve("build-releases").toString()));
  }

  /** Its slipway.yaml, two instances. */
  public static ServiceFile file(Target target, RedisProcess redis) {
    ServiceFile.Artifact artifact = new ServiceFile.Artifact("gateway/dist/redis-gateway-${version}.sh", "sh ${artifact} ${port}");
    return new ServiceFile("redis-gateway", artifact, "/PING", target.environment(), target.port(), Map.of())
        .with("env", "{ REDIS_PORT: \"" + redis.port() + "\" }")
        .with("replicas", "2")
        .with("drain", "5s")
        .with("judge", "triggers");
  }

  /** What a load asks of it: webdis echoes a word that went through Redis. */
  public static LoadPlan.Paths paths() {
    return new LoadPlan.Paths("/ECHO/hello", "/ECHO/hello", "/ECHO/hello", "/ECHO/hello", "/ECHO/hello");
  }
}
