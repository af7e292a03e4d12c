package dev.slipway.adapters.nginx;

import dev.slipway.core.spi.OutsideException;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Puts a configuration in force: checked as a whole before the live file is touched, written at once, reloaded, and looked at afterwards,
 * for a reload that was accepted may serve what was there before. What does not come into force is taken back.
 */
final class Change {
  private static final int ENOUGH_ANSWERS = 3;
  /** Where the machine hides processes of others, chance has to show that no old worker answers any more. */
  private static final int ENOUGH_ANSWERS_UNSEEN = 12;

  private final Place place;
  private final Nginx nginx;
  private final ConfigFiles files;
  private final ReloadLimit limit;
  private final LongSupplier nanoClock;
  private final Duration probing;

  /**
   * Changes of one target.
   *
   * @param probing how long a reload may take to show
   */
  Change(Place place, Nginx nginx, ConfigFiles files, ReloadLimit limit, LongSupplier nanoClock, Duration probing) {
    this.place = place;
    this.nginx = nginx;
    this.files = files;
    this.limit = limit;
    this.nanoClock = nanoClock;
    this.probing = probing;
  }

  /** From what is in force, or from nothing. */
  void to(ConfigText next, Optional<InForce> before) {
    Optional<String> live = prepared(next, before);
    try {
      files.writeLive(next.text());
      serve(next);
    } catch (IOException e) {
      throw restored(live, before, new OutsideException("SLW-4211", place.live() + " cannot be written: " + e, e));
    } catch (OutsideException e) {
      throw restored(live, before, e);
    }
  }

  /** Everything that touches no traffic: checked, and noted down. */
  private Optional<String> prepared(ConfigText next, Optional<InForce> before) {
    try {
      Optional<String> live = files.live();
      files.makeLogFolder(next);
      nginx.check(next.text(), live);
      files.note(before.map(InForce::config), next);
      return live;
    } catch (IOException e) {
      throw new OutsideException("SLW-4211", "the configuration of " + next.from().target() + " cannot be written: " + e
          + ". Traffic stays as it is. Let Slipway's user write in " + place.folder().getParent(), e);
    }
  }

  private void serve(ConfigText config) throws IOException {
    Certificate.note(place, config.from().settings());
    Optional<Master> master = nginx.master();
    Set<Long> old = master.map(Master::active).orElse(Set.of());
    if (master.isPresent()) {
      limit.made();
      nginx.reload(master.get());
    } else {
      nginx.start();
    }
    awaitServed(config, old);
  }

  /** Only new workers answer with the new digest, and none of the old ones takes requests any more. */
  private void awaitServed(ConfigText config, Set<Long> old) throws IOException {
    long deadlineNanos = nanoClock.getAsLong() + probing.toNanos();
    int answers = 0;
    Marker.Said said = new Marker.Said.Silence();
    while (nanoClock.getAsLong() - deadlineNanos < 0) {
      said = Marker.ask(config.from().previewPort());
      answers = said instanceof Marker.Said.Serves s && s.digest().equals(config.digest()) ? answers + 1 : 0;
      Set<Long> active = nginx.master().map(Master::active).orElse(Set.of());
      boolean seen = !active.isEmpty();
      if (answers >= (seen ? ENOUGH_ANSWERS : ENOUGH_ANSWERS_UNSEEN) && Collections.disjoint(active, old)) {
        return;
      }
      if (answers == 0 || seen && answers >= ENOUGH_ANSWERS) {
        Looking.pause();
      }
    }
    throw new OutsideException("SLW-4213", "nginx was reloaded and does not serve the new configuration after "
        + probing.toMillis() / 1_000.0 + " s: " + words(said));
  }

  private static String words(Marker.Said said) {
    return switch (said) {
      case Marker.Said.Serves s -> "its marker still says " + s.line();
      case Marker.Said.Nobody n -> "nobody listens at its marker";
      case Marker.Said.Other o -> "its marker says \"" + o.line() + "\"";
      case Marker.Said.Silence s -> "its marker does not answer";
    };
  }

  private OutsideException restored(Optional<String> live, Optional<InForce> before, OutsideException cause) {
    try {
      Optional<Master> master = nginx.master();
      restoreFiles(live, before);
      if (master.isPresent() && before.isEmpty()) {
        nginx.takeDown(master.get());
      } else if (master.isPresent()) {
        limit.made();
        nginx.reload(master.get());
        awaitServed(before.get().config(), Set.of());
      }
    } catch (IOException | OutsideException e) {
      cause.addSuppressed(e);
      return new OutsideException("SLW-4214", cause.said() + ". The configuration before it did not come back either: " + e.getMessage()
          + ". What users get is not known: look at " + place.live() + " and nginx -t", cause);
    }
    return new OutsideException(cause.code(), cause.said() + ". The configuration before it is back in place; traffic stays as it was",
        cause);
  }

  private void restoreFiles(Optional<String> live, Optional<InForce> before) throws IOException {
    if (live.isPresent()) {
      files.writeLive(live.get());
    } else {
      Files.deleteIfExists(place.live());
    }
    if (before.isPresent()) {
      files.note(Optional.empty(), before.get().config());
    } else {
      files.forgetNotes();
    }
  }
}
