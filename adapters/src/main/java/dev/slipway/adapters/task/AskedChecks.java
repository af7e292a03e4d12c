package dev.slipway.adapters.task;

import dev.slipway.core.rollout.Task;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Checks that are being asked by this process. A crash loses them, and they are asked again. */
final class AskedChecks {
  private static final Logger LOG = System.getLogger(AskedChecks.class.getName());

  private final Set<Path> underWay = ConcurrentHashMap.newKeySet();

  /** What asks, and waits for the answers. */
  interface Questions {
    Asking.Answer ask() throws InterruptedException;
  }

  /** What became of them while there is no result. */
  Task.Outcome outcome(TaskFolder folder) {
    return underWay.contains(folder.path()) ? new Task.Outcome.Running() : new Task.Outcome.Lost();
  }

  void begin(TaskFolder folder, String id, Questions questions) {
    underWay.add(folder.path());
    Thread.ofVirtual().name("checks-" + id).start(() -> ask(folder, questions));
  }

  private void ask(TaskFolder folder, Questions questions) {
    try {
      Asking.Answer answer = questions.ask();
      folder.write(answer.passed(), answer.reason(), answer.output());
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.ERROR, "SLW-3065 the checks in " + folder.path()
          + " were asked but their result could not be kept; they are asked again", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      underWay.remove(folder.path());
    }
  }

  static Asking.Answer answered(List<PreviewChecks.Answer> answers) {
    List<String> bad = answers.stream().filter(a -> !a.good()).map(PreviewChecks.Answer::text).toList();
    String all = String.join("\n", answers.stream().map(a -> (a.good() ? "passed: " : "failed: ") + a.text()).toList());
    return new Asking.Answer(bad.isEmpty(), String.join("; ", bad), all);
  }
}
