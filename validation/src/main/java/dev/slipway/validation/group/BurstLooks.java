package dev.slipway.validation.group;

import dev.slipway.core.check.CheckGroup;
import dev.slipway.validation.Finding;
import dev.slipway.validation.ask.Answer;
import dev.slipway.validation.ask.NoAnswer;
import dev.slipway.validation.group.Planned.Manner;
import dev.slipway.validation.group.Planned.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What it does when several ask at once: a short burst that no service notices; a load worth the name is written as one. */
final class BurstLooks {
  private static final int AT_ONCE = 20;
  private static final int EACH = 5;

  private BurstLooks() {}

  static List<Planned> all() {
    return List.of(planned("burst", BurstLooks::burst), planned("well after the burst", BurstLooks::after));
  }

  private static Planned planned(String name, Look look) {
    return new Planned(CheckGroup.LOAD, name, "GET by " + AT_ONCE + " at once", Weight.ASKED_FOR, Manner.ALONE, look);
  }

  private static Finding burst(Around around) throws NoAnswer, InterruptedException {
    String path = around.subject().page();
    int expected = around.page().status();
    List<String> bad = new ArrayList<>();
    try (ExecutorService users = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<String>>> all = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        all.add(users.submit(() -> several(around, path, expected)));
      }
      for (Future<List<String>> each : all) {
        bad.addAll(each.get());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a burst could not be asked", e);
    }
    String asked = "GET " + path + " by " + AT_ONCE + " at once, " + AT_ONCE * EACH + " in all";
    return bad.isEmpty() ? Finding.holds(asked, "all " + expected)
        : Finding.fails(asked,
            bad.size() + " of " + AT_ONCE * EACH + " not " + expected + " but " + bad.getFirst(), "each must be as when one asks alone",
            "see limits of threads, connections and files");
  }

  private static List<String> several(Around around, String path, int expected) throws InterruptedException {
    List<String> bad = new ArrayList<>();
    for (int i = 0; i < EACH; i++) {
      try {
        Answer answer = around.get(path);
        if (answer.status() != expected) {
          bad.add(Integer.toString(answer.status()));
        }
      } catch (NoAnswer e) {
        bad.add(e.why());
      }
    }
    return bad;
  }

  private static Finding after(Around around) throws NoAnswer, InterruptedException {
    String path = around.subject().page();
    Answer answer = around.get(path);
    return answer.status() < 500 ? Finding.holds("GET " + path, answer.said())
        : Finding.fails("GET " + path, answer.said(), "it does not recover from a burst", "see limits of threads, connections and files");
  }
}
