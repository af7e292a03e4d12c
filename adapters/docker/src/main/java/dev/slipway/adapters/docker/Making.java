package dev.slipway.adapters.docker;

import dev.slipway.core.release.ContainerSpec;
import dev.slipway.core.release.PlatformSpec;
import dev.slipway.core.release.Release;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.OutsideException;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;

/** Makes one life of an instance: a container by the digest of its image, with its secrets in place before it starts. */
final class Making {
  private final Engine engine;
  private final Networks networks;
  private final Images images;
  private final Map<String, String> own;

  Making(Engine engine, Images images, Map<String, String> ownEnvironment) {
    this.engine = engine;
    this.networks = new Networks(engine);
    this.images = images;
    this.own = Map.copyOf(ownEnvironment);
  }

  /**
   * Which life is to begin.
   *
   * @param generation 1 and up
   * @param deaths of the instance before
   * @param quickDeaths of its last lives
   * @param oomKills of the instance before
   */
  record Life(TargetId target, InstanceId id, int generation, int deaths, int quickDeaths, int oomKills, long epoch) {
    Life again() {
      return new Life(target, id, generation + 1, deaths + 1, quickDeaths + 1, oomKills, epoch);
    }
  }

  /** Makes and starts it. What is half made when this server ends is made anew by the next. */
  void make(Life life, Release release, PlatformSpec.Docker docker) {
    ContainerSpec spec = docker.container();
    if (!images.has(release.artifact())) {
      throw new OutsideException("SLW-3110", "the image of " + release.version() + " (" + release.artifact().brief()
          + ") is no longer in the Docker engine. No instance of it can be started and those that run go on; deploy " + release.version()
          + " again to bring it back");
    }
    List<ContainerSpec.Network> joined = networks.of(life.target(), spec);
    byte[] secrets = SecretFiles.archive(spec.secrets(), own);
    String id = created(life, release, spec, joined);
    networks.join(id, joined);
    if (!spec.secrets().isEmpty()) {
      engine.ask("put secrets into a container", c -> c.copyArchiveToContainerCmd(id).withRemotePath(SecretFiles.FOLDER)
          .withTarInputStream(new ByteArrayInputStream(secrets)).exec());
    }
    start(life, id);
  }

  private void start(Life life, String id) {
    try {
      engine.ask("start " + life.id(), c -> c.startContainerCmd(id).exec());
    } catch (EngineRefusal e) {
      if (e.said().contains("port is already allocated") || e.said().contains("address already in use")) {
        throw new OutsideException("SLW-3106", e.said().replace(". Nothing changed and traffic stays as it is; the next look tries again",
            "")
            + ". Those that run go on and traffic stays as it is; end what listens there. It is tried again after a backoff", e);
      }
      throw e;
    }
  }

  private String created(Life life, Release release, ContainerSpec spec, List<ContainerSpec.Network> joined) {
    String name = Name.of(life.target(), life.id());
    try {
      return engine.ask("make " + life.id(), c -> new Shape(life, release, spec, engine.spec())
          .fill(c.createContainerCmd("sha256:" + release.artifact().hex()), joined.getFirst()).withName(name).exec()).getId();
    } catch (EngineRefusal e) {
      if (e.conflict()) {
        throw new OutsideException("SLW-3107", "a container of another owner has the name " + name + " in the Docker engine: " + e.said()
            + ". Those that run go on; remove or rename it: docker rm " + name, e);
      }
      throw e;
    }
  }
}
