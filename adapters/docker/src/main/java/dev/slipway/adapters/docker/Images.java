package dev.slipway.adapters.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.command.PullImageResultCallback;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Image;
import dev.slipway.core.release.Digest;
import dev.slipway.core.spi.OutsideException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Images by the digest of their configuration, which the engine calls their id and which names every byte of them. Those of releases are
 * held by a tag, so that nobody's tidying takes the way back away.
 */
final class Images {
  static final String KEPT = "slipway-kept";
  private static final String ID = "sha256:";
  private static final long PULL_MINUTES = 15;

  private final Engine engine;

  Images(Engine engine) {
    this.engine = engine;
  }

  /** The digest of an image, which is fetched from its registry where the engine does not have it. */
  Digest digest(String reference) {
    return inspect(reference).or(() -> pulled(reference)).flatMap(i -> Optional.ofNullable(i.getId()))
        .map(id -> new Digest(id.substring(ID.length())))
        .orElseThrow(() -> missing(reference, "it was fetched and is gone"));
  }

  /** The same, kept from now on. */
  Digest keep(String reference) {
    Digest digest = digest(reference);
    engine.ask("keep an image", c -> c.tagImageCmd(ID + digest.hex(), KEPT, digest.hex()).exec());
    return digest;
  }

  boolean has(Digest digest) {
    return inspect(ID + digest.hex()).isPresent();
  }

  Optional<InspectImageResponse> inspect(String reference) {
    return engine.find("look at an image", c -> c.inspectImageCmd(reference).exec());
  }

  private Optional<InspectImageResponse> pulled(String reference) {
    engine.ask("fetch the image " + reference, c -> pull(c, reference));
    return inspect(reference);
  }

  private static boolean pull(DockerClient client, String reference) {
    try {
      boolean done = client.pullImageCmd(reference).exec(new PullImageResultCallback()).awaitCompletion(PULL_MINUTES, TimeUnit.MINUTES);
      if (!done) {
        throw missing(reference, "it was not fetched within " + PULL_MINUTES + " min");
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw missing(reference, "fetching it was interrupted");
    } catch (DockerException e) {
      throw missing(reference, Engine.said(e));
    }
  }

  private static OutsideException missing(String reference, String why) {
    return new OutsideException("SLW-3104", "there is no image " + reference + ": " + why
        + ". Nothing was started and traffic stays as it is; build and push it, correct its name, or let the engine in (docker login)");
  }

  /** Lets go of all that are kept but these. Those that a container runs from stay in any case. */
  int prune(Set<Digest> keep) {
    int removed = 0;
    List<Image> kept = engine.ask("list its images", c -> c.listImagesCmd().withImageNameFilter(KEPT).exec());
    for (Image image : kept) {
      for (String tag : Optional.ofNullable(image.getRepoTags()).map(Arrays::asList).orElse(List.of())) {
        String hex = tag.startsWith(KEPT + ":") ? tag.substring(KEPT.length() + 1) : "";
        if (hex.length() == 64 && !keep.contains(new Digest(hex))) {
          removed += engine.does("let go of an image", c -> c.removeImageCmd(tag).withForce(false).exec()) ? 1 : 0;
        }
      }
    }
    return removed;
  }
}
