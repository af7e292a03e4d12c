package dev.slipway.bench.rig;

import dev.slipway.load.LoadPlan;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * What a team runs in a cluster before anybody rolls it out: three pods in a Deployment behind a Service of the same name.
 *
 * @param name of both
 * @param container whose image is a release's
 * @param image of a version, with {@code ${version}}
 * @param manifests makes its images and says which files the team applies
 * @param paths what a load asks of it
 */
public record ClusterService(
    String name, String container, String image, Function<Workspace, List<Path>> manifests, LoadPlan.Paths paths) {
  private static final Path EXAMPLE = Path.of("examples/redis-gateway/kubernetes");

  /** What there are images of. */
  public static final List<String> VERSIONS = List.of("1.0.0", "1.1.0", "1.2.0");

  /** webdis over Redis, which ends its connections at once when it is told to stop. */
  public static ClusterService gateway() {
    Path example = Installation.checkout().resolve(EXAMPLE);
    return new ClusterService("redis-gateway", "webdis", "local/webdis:${version}", workspace -> {
      workspace.run(List.of("sh", example.resolve("build-image").toString(), "local/webdis:1.0.0", "local/webdis:1.1.0",
          "local/webdis:1.2.0"));
      return List.of(example.resolve("redis.yaml"), example.resolve("webdis.yaml"));
    }, Gateway.paths());
  }

  /** The shop, which tells its clients to leave their kept connections when it is told to stop. */
  public static ClusterService shop() {
    return new ClusterService("shop", "shop", ShopPods.IMAGE, ShopPods::make, LoadPlan.Paths.ofShop());
  }

  /** The image of one version. */
  public String imageOf(String version) {
    return image.replace("${version}", version);
  }
}
