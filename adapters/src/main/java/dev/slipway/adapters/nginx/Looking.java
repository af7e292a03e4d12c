package dev.slipway.adapters.nginx;

import dev.slipway.core.spi.OutsideException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Finds out what is in force, by asking nginx itself and comparing with what was written. */
final class Looking {
  private static final int MOST_QUESTIONS = 10;
  private static final long PAUSE_MILLIS = 50;

  private final Place place;
  private final Nginx nginx;
  private final ConfigFiles files;

  Looking(Place place, Nginx nginx, ConfigFiles files) {
    this.place = place;
    this.nginx = nginx;
    this.files = files;
  }

  /** Nothing where nothing was ever written. An nginx of our own that does not run is started. */
  Optional<InForce> look() throws IOException {
    Optional<ConfigText> current = files.current();
    if (current.isEmpty()) {
      return Optional.empty();
    }
    Master master = running();
    Optional<ConfigText> previous = files.previous();
    Marker.Said said = asked(current.get().from().previewPort());
    Optional<String> live = files.live();
    ConfigText serves = current.get();
    Optional<String> foreign = Optional.empty();
    switch (said) {
      case Marker.Said.Serves s -> {
        serves = previous.filter(p -> p.digest().equals(s.digest())).orElse(serves);
        if (!serves.digest().equals(s.digest())) {
          foreign = Optional.of("nginx serves a configuration that Slipway did not write (" + s.line() + ")");
        }
      }
      case Marker.Said.Nobody n -> foreign =
          Optional.of("nginx does not serve Slipway's configuration: nobody listens at its marker, 127.0.0.1:"
          + current.get().from().previewPort());
      case Marker.Said.Other o -> foreign = Optional.of("nginx does not serve Slipway's configuration: its marker, 127.0.0.1:"
          + current.get().from().previewPort() + ", says \"" + o.line() + "\"");
      case Marker.Said.Silence s -> throw new OutsideException("SLW-4212", "nginx (process " + master.pid()
          + ") does not answer at its marker. What it serves is not known; nothing is changed until it answers");
    }
    Optional<String> changed = Foreign.file(place.live(), live, serves, current.get(), previous);
    if (changed.isEmpty() && foreign.isEmpty() && !live.equals(Optional.of(serves.text()))) {
      files.writeLive(serves.text()); // A change was cut off between its writing and its reload: nobody has seen it.
    }
    return Optional.of(new InForce(serves, master, changed.isPresent() ? changed : foreign));
  }

  private Master running() throws IOException {
    Optional<Master> master = nginx.master();
    if (master.isEmpty()) {
      nginx.start();
      master = awaited();
    }
    return master.orElseThrow(() ->
        new OutsideException("SLW-4210", "nginx was started and does not run. Nothing is routed by it. Look at: "
        + place.folder().resolve("error.log")));
  }

  /** The number of the master is in its file a moment after the start returned. */
  private Optional<Master> awaited() throws IOException {
    Optional<Master> master = nginx.master();
    for (int i = 0; master.isEmpty() && i < MOST_QUESTIONS; i++) {
      pause();
      master = nginx.master();
    }
    return master;
  }

  /** Nobody may mean that it is starting just now. */
  private static Marker.Said asked(int port) {
    Marker.Said said = Marker.ask(port);
    for (int i = 0; said instanceof Marker.Said.Nobody && i < MOST_QUESTIONS; i++) {
      pause();
      said = Marker.ask(port);
    }
    return said;
  }

  static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OutsideException("SLW-4218", "interrupted while nginx was asked. Traffic stays as it is", e);
    }
  }
}
