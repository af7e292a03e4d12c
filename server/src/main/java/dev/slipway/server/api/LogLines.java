package dev.slipway.server.api;

import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.LogPart;
import dev.slipway.server.deploy.LogService;
import dev.slipway.server.view.Answers;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Tells one client every line that instances write, each from where it was. */
final class LogLines {
  private static final int LINES_A_PART = 1_000;
  /** One that writes without end must not keep the others waiting. */
  private static final int PARTS_A_LOOK = 20;
  private static final String GAP = "(some lines are missing here: the log was rotated away faster than they were read)";

  private final LogService logs;
  private final TargetId target;
  private final int first;
  private final EventWriter out;
  private final Map<InstanceId, String> places = new HashMap<>();

  /**
   * For one stream.
   *
   * @param first last lines of each instance to begin with
   */
  LogLines(LogService logs, TargetId target, int first, EventWriter out) {
    this.logs = logs;
    this.target = target;
    this.first = first;
    this.out = out;
  }

  /** Tells what is new of one instance; a little at once, the rest at the next look. */
  void next(InstanceId id) throws IOException {
    if (!places.containsKey(id)) {
      tell(id, logs.part(target, id, Optional.empty(), first));
      return;
    }
    for (int parts = 0; parts < PARTS_A_LOOK; parts++) {
      LogPart part = logs.part(target, id, Optional.ofNullable(places.get(id)), LINES_A_PART);
      tell(id, part);
      if (part.lines().size() < LINES_A_PART) {
        return;
      }
    }
  }

  private void tell(InstanceId id, LogPart part) throws IOException {
    if (part.gap()) {
      line(id, GAP);
    }
    for (String line : part.lines()) {
      line(id, line);
    }
    places.put(id, part.next());
  }

  private void line(InstanceId id, String line) throws IOException {
    out.event("line", Optional.empty(), ApiJson.write(new Answers.LogLine(id.toString(), line)));
  }
}
