package dev.slipway.adapters.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.LogContainerCmd;
import com.github.dockerjava.api.model.Frame;
import dev.slipway.core.spi.LogPart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What containers wrote, from the engine. A place is the generation of a life, the engine's time of a line in it, and how many lines of
 * just that time were read: so it stays right over the lives of an instance.
 */
final class ContainerLogs {
  private static final long READ_SECONDS = 20;
  private final Engine engine;

  ContainerLogs(Engine engine) {
    this.engine = engine;
  }

  /** A line with the engine's time of it, as RFC 3339 with nanoseconds, which sorts as text. */
  private record Line(String time, String text) {}

  private record Place(int generation, String time, int read) {
    static Place parse(String spelled) {
      String[] parts = spelled.split("[@#]", 3);
      return new Place(Integer.parseInt(parts[0]), parts[1], Integer.parseInt(parts[2]));
    }

    String spell() {
      return generation + "@" + time + "#" + read;
    }
  }

  /** The last lines of one container. */
  List<String> last(String containerId, int most) {
    return lines(containerId, Optional.empty(), most).stream().map(Line::text).toList();
  }

  /**
   * The last lines of an instance, or those after a place.
   *
   * @param lives oldest first
   */
  LogPart read(List<Found> lives, Optional<String> after, int most) {
    return after.isEmpty() || after.get().isEmpty() ? tail(lives, most) : on(lives, Place.parse(after.get()), most);
  }

  private LogPart tail(List<Found> lives, int most) {
    List<String> text = new ArrayList<>();
    Place place = new Place(0, "", 0);
    for (int i = lives.size() - 1; i >= 0 && text.size() < most; i--) {
      List<Line> lines = lines(lives.get(i).id(), Optional.empty(), most - text.size());
      text.addAll(0, lines.stream().map(Line::text).toList());
      place = i == lives.size() - 1 ? lines.stream().reduce(new Place(lives.get(i).generation(), "", 0), ContainerLogs::next, (a, b) -> b)
          : place;
    }
    return new LogPart(text, place.spell(), false);
  }

  private LogPart on(List<Found> lives, Place after, int most) {
    List<String> text = new ArrayList<>();
    Place place = after;
    boolean gap = after.generation() > 0 && lives.stream().noneMatch(l -> l.generation() <= after.generation());
    for (Found life : lives) {
      if (life.generation() < place.generation() || text.size() >= most) {
        continue;
      }
      Place from = life.generation() == place.generation() ? place : new Place(life.generation(), "", 0);
      int skip = from.read();
      place = from;
      for (Line line : lines(life.id(), Optional.of(from.time()).filter(t -> !t.isEmpty()), 0)) {
        int order = line.time().compareTo(from.time());
        boolean seen = order < 0 || (order == 0 && skip-- > 0);
        if (!seen && text.size() < most) {
          text.add(line.text());
          place = next(place, line);
        }
      }
    }
    return new LogPart(text, place.spell(), gap);
  }

  private static Place next(Place place, Line line) {
    return new Place(place.generation(), line.time(), line.time().equals(place.time()) ? place.read() + 1 : 1);
  }

  private List<Line> lines(String containerId, Optional<String> since, int tail) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    engine.find("read a log", c -> read(c, containerId, since, tail, all));
    List<Line> lines = new ArrayList<>();
    for (String line : all.toString(StandardCharsets.UTF_8).split("\n", -1)) {
      int space = line.indexOf(' ');
      if (space > 0) {
        lines.add(new Line(line.substring(0, space), line.substring(space + 1).replaceAll("\r$", "")));
      }
    }
    return lines;
  }

  private static boolean read(DockerClient client, String containerId, Optional<String> since, int tail, ByteArrayOutputStream all) {
    LogContainerCmd command = client.logContainerCmd(containerId).withStdOut(true).withStdErr(true).withTimestamps(true);
    LogContainerCmd bounded = tail > 0 ? command.withTail(tail) : command.withTailAll();
    since.map(t -> (int) Instant.parse(t).getEpochSecond()).ifPresent(bounded::withSince);
    try (ResultCallback.Adapter<Frame> reading = bounded.exec(new ResultCallback.Adapter<>() {
      @Override
      public void onNext(Frame frame) {
        all.writeBytes(frame.getPayload());
      }
    })) {
      return reading.awaitCompletion(READ_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
