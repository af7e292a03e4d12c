package dev.slipway.engine;

import dev.slipway.core.rollout.Command;
import dev.slipway.core.rollout.Decision;
import dev.slipway.core.rollout.Event;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.spi.Store;
import dev.slipway.engine.loop.Commits;
import dev.slipway.engine.loop.HeldElsewhereException;
import dev.slipway.engine.loop.TargetLoop;
import dev.slipway.engine.store.Inbox.Answer;
import dev.slipway.engine.store.Inbox.Letter;
import dev.slipway.engine.store.WithdrawnException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Carries commands between engines: those of others for targets that this one works on, and its own for targets that another does. */
final class Post implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Post.class.getName());
  private static final int LOOK_MILLIS = 150;
  private static final int MOST_AT_ONCE = 50;
  private static final long CLOSE_TIMEOUT_MILLIS = 5_000;
  /** Longer than a lease: where its holder died, whoever comes after it carries the command out. */
  private static final Duration PATIENCE = TargetLoop.LEASE.plusSeconds(5);

  private final Letters letters;
  private final Store store;
  private final String owner;
  private final Here here;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = Thread.ofVirtual().name("post").unstarted(this::run);

  /** Carries a command out in this process. */
  @FunctionalInterface
  interface Here {
    Decision submit(TargetId target, Command command, Commits commits);
  }

  Post(Letters letters, Store store, String owner, Here here) {
    this.letters = letters;
    this.store = store;
    this.owner = owner;
    this.here = here;
  }

  void start() {
    thread.start();
  }

  /** Has a command carried out by whoever works on its target, and waits for what came of it. */
  Decision forward(TargetId target, Command command) {
    Letter letter = new Letter(letters.ids().get(), target, command);
    letters.inbox().put(letter, PATIENCE);
    Optional<Answer> answer = Optional.empty();
    for (long looks = PATIENCE.toMillis() / LOOK_MILLIS; looks > 0 && answer.isEmpty() && !pause(); looks--) {
      answer = letters.inbox().answer(letter.id());
    }
    return answer.or(() -> letters.inbox().withdraw(letter.id())).map(a -> told(target, a)).orElseThrow(() -> new OutsideException(
        "SLW-5043", "the server that works on " + target + " did not take the command within " + PATIENCE.toSeconds()
            + " s. Nothing changed; traffic stays as it is. Try again; slipway emergency works without any server"));
  }

  private Decision told(TargetId target, Answer answer) {
    List<Event> events =
        answer.sequence().map(s -> store.journal(Optional.of(target), s - 1, 1).getFirst().events()).orElse(List.of());
    return new Decision(store.load(target).state(), events, answer.refusal());
  }

  /** Whether it is over. */
  private boolean pause() {
    try {
      return closed.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private void run() {
    while (!pause()) {
      try {
        letters.inbox().waiting(owner, MOST_AT_ONCE).forEach(this::carryOut);
      } catch (RuntimeException e) {
        LOG.log(Level.DEBUG, "commands of other servers cannot be read just now; the next look tries again", e);
      }
    }
  }

  private void carryOut(Letter letter) {
    try {
      Decision decision = here.submit(letter.target(), letter.command(), letters.commits().apply(letters.inbox(), letter));
      // Where something was committed it was answered with that, and this finds nobody who waits.
      letters.inbox().answered(letter, new Answer(decision.refusal(), Optional.empty()));
    } catch (WithdrawnException | HeldElsewhereException e) {
      LOG.log(Level.DEBUG, "left to others: {0}", e.getMessage());
    } catch (OutsideException e) {
      LOG.log(Level.WARNING, "{0} a command for {1} could not be carried out; it is tried again", e.code(), letter.target());
    }
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join(CLOSE_TIMEOUT_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
