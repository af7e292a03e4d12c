package dev.slipway.adapters.nginx;

import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.traffic.RouterSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every nginx that a server routes by, each made when it is first needed. */
public final class NginxRouters {
  private static final Logger LOG = LoggerFactory.getLogger(NginxRouters.class);
  private static final Duration CATCH_UP = Duration.ofSeconds(1);

  private final Path folder;
  private final NginxRouter.Settings settings;
  private final Map<RouterSpec.Nginx, NginxRouter> routers = new ConcurrentHashMap<>();
  private Optional<ScheduledExecutorService> reader = Optional.empty();

  /**
   * Those of one state folder.
   *
   * @param folder of all that Slipway knows of nginx
   */
  public NginxRouters(Path folder, NginxRouter.Settings settings) {
    this.folder = folder;
    this.settings = settings;
  }

  /** The router for these settings. The template is a matter of each target's own: counters go on where it changes. */
  public NginxRouter of(RouterSpec.Nginx spec) {
    begin();
    return routers.computeIfAbsent(spec.withoutTemplate(), s -> new NginxRouter(folder, s, settings));
  }

  /**
   * Sends all new requests to stable at once, of one target or of all, with nothing but nginx alive. Returns the targets it was done for.
   *
   * @throws OutsideException when it failed for some; it was then tried for every other one
   */
  public List<TargetId> emergency(Optional<TargetId> target, String by, String reason) {
    List<TargetId> done = new ArrayList<>();
    List<OutsideException> failed = new ArrayList<>();
    new Homes(folder).known().forEach((id, spec) -> {
      try {
        if (target.filter(t -> !t.equals(id)).isEmpty() && new NginxRouter(folder, spec, settings).emergency(id, by, reason)) {
          done.add(id);
        }
      } catch (OutsideException e) {
        failed.add(new OutsideException(e.code(), id + ": " + e.said(), e));
      }
    });
    if (!failed.isEmpty()) {
      failed.subList(1, failed.size()).forEach(failed.getFirst()::addSuppressed);
      throw failed.getFirst();
    }
    return done;
  }

  /** From the first router on, access logs are read while nobody asks for counts. */
  private synchronized void begin() {
    if (reader.isEmpty()) {
      ScheduledExecutorService made = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("nginx-counts")
          .factory());
      reader = Optional.of(made);
      var unused = made.scheduleWithFixedDelay(this::catchUp, CATCH_UP.toMillis(), CATCH_UP.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void catchUp() {
    try {
      routers.values().forEach(NginxRouter::catchUp);
    } catch (RuntimeException e) {
      LOG.warn("an access log of nginx was not read on; it is tried again in a second", e);
    }
  }
}
