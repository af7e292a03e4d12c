package dev.slipway.bench.watched;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.bench.rig.Rig;
import dev.slipway.bench.rig.RigException;
import dev.slipway.bench.rig.Target;
import dev.slipway.bench.rig.Wait;
import dev.slipway.cli.CliException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The services as targets of one server, driven over its API. */
public final class Targets {
  private static final String ENVIRONMENT = "watched";
  private static final String NEXT_VERSION = "1.1.0";
  private static final int PEOPLE = 6;
  private static final long LOOK_MILLIS = 500;
  private static final Duration MOST = Duration.ofMinutes(20);

  private final Rig rig;
  private final ManyServices services;
  private final List<Target> all = new ArrayList<>();
  private final String kubeconfig;

  /** Nothing is deployed yet. */
  public Targets(Rig rig, ManyServices services, String kubeconfig) {
    this.rig = rig;
    this.services = services;
    this.kubeconfig = kubeconfig;
    for (int i = 0; i < services.count(); i++) {
      all.add(new Target(rig.workspace(), rig.server(), services.name(i), ENVIRONMENT, 0));
    }
  }

  /** One of them. */
  public Target target(int number) {
    return all.get(number);
  }

  /** Takes what runs for the stable release of each: a deploy of that very version finds nothing else to do. */
  public void adopt() {
    each(services.count(), number -> {
      JsonNode nothingToDo = asked(number, services.version());
    });
  }

  /** Rolls out the next version to the first of them. */
  public void deploy(int count) {
    each(count, number -> {
      Target target = all.get(number);
      long rollout = asked(number, NEXT_VERSION).path("rollout").asLong();
      boolean ended = Wait.until(MOST, LOOK_MILLIS, () -> target.statusIfThere().filter(s -> ended(s, rollout)).isPresent());
      if (!ended || !target.status().at("/last/outcome").asText().equals("promoted")) {
        throw new RigException(target.name() + " was not promoted: " + target.status());
      }
    });
  }

  /** Asks for a deploy until it is taken: a Deployment may still be settling, and a loaded cluster may be late. */
  private JsonNode asked(int number, String version) {
    return Wait.untilPresent(services.name(number) + " takes " + version, MOST, LOOK_MILLIS, () -> {
      try {
        return Optional.of(all.get(number).deploy(services.file(number, ENVIRONMENT, kubeconfig), version));
      } catch (CliException notYet) {
        return Optional.empty();
      }
    });
  }

  private static boolean ended(JsonNode status, long rollout) {
    return !status.has("rollout") && status.at("/last/rollout").asLong() >= rollout;
  }

  /** Several at a time; the first that fails ends it. */
  private static void each(int count, IntConsumer work) {
    ExecutorService people = Executors.newFixedThreadPool(PEOPLE);
    try {
      CompletionService<Integer> done = new ExecutorCompletionService<>(people);
      IntStream.range(0, count).forEach(number -> done.submit(() -> work.accept(number), number));
      for (int i = 0; i < count; i++) {
        var number = done.take().get();
      }
    } catch (ExecutionException e) {
      throw new RigException("a target failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RigException("interrupted", e);
    } finally {
      people.shutdownNow();
    }
  }

  /** Waits until each has a stable release whose instances are ready, nothing beside it, and no problem. */
  public void awaitRest() {
    if (!Wait.until(MOST, 2_000, () -> rested() == services.count())) {
      throw new RigException(rested() + " of " + services.count() + " targets were at rest after " + MOST.toMinutes() + " minutes: "
          + list().filter(s -> !rests(s)).findFirst().map(JsonNode::toPrettyString).orElse(""));
    }
  }

  private Stream<JsonNode> list() {
    return StreamSupport.stream(rig.server().api().get("/targets").path("targets").spliterator(), false);
  }

  private int rested() {
    return (int) list().filter(Targets::rests).count();
  }

  private static boolean rests(JsonNode status) {
    long ready = StreamSupport.stream(status.path("instances").spliterator(), false)
        .filter(i -> i.path("condition").asText().equals("ready")).count();
    return status.has("stable") && !status.has("rollout") && !status.has("warm") && status.path("problems").isEmpty()
        && status.path("instances").size() == ManyServices.PODS && ready == ManyServices.PODS;
  }
}
