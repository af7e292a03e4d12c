package dev.slipway.cli.view;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cli.CliException;
import dev.slipway.cli.Exit;
import dev.slipway.cli.client.Api;
import dev.slipway.cli.client.Servers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Follows a rollout to its end: a picture redrawn on a terminal, a line an event elsewhere, or JSON lines. A server that goes away
 * meanwhile is found, or started, again; the rollout is not the poorer for it.
 */
public final class Follower {
  private static final int MOST_RECONNECTS = 40;
  private static final int RECONNECT_WAIT_MILLIS = 250;

  private final Servers servers;
  private final String path;
  private final boolean json;
  private final Terminal terminal = Terminal.standard();
  private final Progress progress;
  private volatile boolean ended;

  /** Follows the target at {@code path}. */
  public Follower(Servers servers, String path, boolean json) {
    this.servers = servers;
    this.path = path;
    this.json = json;
    this.progress = new Progress(terminal, json);
  }

  /** Says on Ctrl-C that only the watching ended. */
  public void detachNotice(String environment) {
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .unstarted(
                    () -> {
                      if (!ended) {
                        System.err.println("\ndetached: the rollout goes on by itself. Watch: slipway watch " + environment + "   Go back: slipway abort " + environment);
                      }
                    }));
  }

  /**
   * Follows until a rollout has ended.
   *
   * @param rollout its number; 0 for one that is queued and has none yet
   * @param release the candidate, by which a queued one is known when it starts
   * @param after journal sequence to start after
   * @return exit status by its outcome
   */
  public int toTheEnd(long rollout, String release, long after) {
    long from = after;
    long number = rollout;
    for (int tries = 0; tries < MOST_RECONNECTS; tries++) {
      try (InputStream in = servers.connect().events(path + "/events", from)) {
        Stretch stretch = new Stretch(number, release, from);
        Optional<Integer> exit = stretch.read(in);
        if (exit.isPresent()) {
          ended = true;
          return exit.get();
        }
        from = stretch.last;
        number = stretch.rollout;
      } catch (IOException e) {
        terminal.line("the server went away (" + e.getMessage() + "); looking for it");
      } catch (CliException e) {
        if (e.exit() != Exit.UNREACHED) {
          throw e;
        }
      }
      pause();
    }
    throw new CliException(Exit.UNREACHED, "SLW-6006 the server stays away. Traffic is not affected; the rollout goes on when it is back. Try: slipway status");
  }

  private static void pause() {
    try {
      Thread.sleep(RECONNECT_WAIT_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One connection's worth of events. */
  private final class Stretch {
    private final String release;
    private long rollout;
    private long last;
    private String kind = "";

    Stretch(long rollout, String release, long from) {
      this.rollout = rollout;
      this.release = release;
      this.last = from;
    }

    Optional<Integer> read(InputStream in) throws IOException {
      BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      StringBuilder data = new StringBuilder();
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.startsWith("event:")) {
          kind = line.substring(6).strip();
        } else if (line.startsWith("data:")) {
          data.append(line.substring(5).strip());
        } else if (line.isEmpty() && !data.isEmpty()) {
          Optional<Integer> exit = take(Api.JSON.readTree(data.toString()));
          data.setLength(0);
          if (exit.isPresent()) {
            return exit;
          }
        }
      }
      return Optional.empty();
    }

    private Optional<Integer> take(JsonNode event) {
      if (kind.equals("status")) {
        progress.take(event);
        return Optional.empty();
      }
      last = Math.max(last, event.path("sequence").asLong());
      if (json) {
        terminal.line(event.toString());
      } else {
        Sentences.lines(event).forEach(terminal::line);
      }
      return outcome(event);
    }

    private Optional<Integer> outcome(JsonNode record) {
      for (JsonNode e : record.path("events")) {
        boolean myRelease = e.path("release").asText().startsWith(release);
        switch (e.path("type").asText()) {
          case "rollout-started" -> rollout = rollout == 0 && myRelease ? e.path("rollout").asLong() : rollout;
          case "deploy-unqueued" -> {
            if (rollout == 0 && myRelease) {
              return Optional.of(Exit.WENT_BACK);
            }
          }
          case "rollout-ended" -> {
            if (e.path("rollout").asLong() == rollout) {
              return Optional.of(e.path("outcome").asText().equals("promoted") ? Exit.DONE : Exit.WENT_BACK);
            }
          }
          default -> {}
        }
      }
      return Optional.empty();
    }
  }
}
