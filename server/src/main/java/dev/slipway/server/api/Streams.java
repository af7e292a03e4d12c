package dev.slipway.server.api;

import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.server.front.Crowd;
import dev.slipway.server.front.Limits;
import dev.slipway.server.journal.JournalFeed;
import dev.slipway.server.problem.Refused;
import dev.slipway.server.view.JournalView;
import dev.slipway.server.view.TargetStatus;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The streams without end. Each holds a virtual thread; one whose client does not read is ended. */
final class Streams {
  private static final int PAGE = 200;
  private static final long LOOK_MILLIS = 250;
  private static final long LOG_LOOK_MILLIS = 500;
  /** While nothing is under way, only figures of instances change: once a second is enough for them. */
  private static final int IDLE_LOOKS = 4;

  private final Services services;
  private final Gate gate;
  private final Limits limits;
  private final Crowd crowd;

  Streams(Services services, Gate gate, Limits limits) {
    this.services = services;
    this.gate = gate;
    this.limits = limits;
    this.crowd = new Crowd(limits.streams(), limits.streamsEach());
  }

  /** Status on every change and every record as it is committed. */
  void events(Context ctx) throws IOException, InterruptedException {
    TargetId target = services.status().known(Asked.target(ctx));
    long after =
        Asked.text(ctx, "after")
            .or(() -> Optional.ofNullable(ctx.header("Last-Event-ID")))
            .map(text -> Asked.number("after", text, 0, Long.MAX_VALUE))
            .orElseGet(() -> services.past().sequence(target));
    streaming(
        ctx,
        () -> {
          try (JournalFeed.Subscription subscription = services.feed().subscribe(target)) {
            follow(ctx, target, after, subscription);
          }
        });
  }

  private void follow(Context ctx, TargetId target, long after, JournalFeed.Subscription subscription) throws IOException,
      InterruptedException {
    EventWriter out = new EventWriter(ctx, limits.answer());
    long sequence = after;
    Optional<TargetStatus> sent = Optional.empty();
    int looks = 0;
    while (open(ctx, target)) {
      long before = sequence;
      sequence = records(out, target, sequence);
      TargetStatus now = services.status().of(target);
      boolean due = sequence > before || sent.isEmpty() || now.rollout().isPresent() || looks % IDLE_LOOKS == 0;
      if (due && sent.map(TargetStatus::still).filter(now.still()::equals).isEmpty()) {
        out.event("status", Optional.empty(), ApiJson.write(now));
        sent = Optional.of(now);
      }
      out.flush();
      looks = subscription.await(LOOK_MILLIS) ? 0 : looks + 1;
    }
  }

  private long records(EventWriter out, TargetId target, long after) throws IOException {
    long sequence = after;
    List<JournalRecord> page;
    do {
      page = services.store().journal(Optional.of(target), sequence, PAGE);
      for (JournalRecord record : page) {
        out.event("journal", Optional.of(record.sequence()), ApiJson.write(JournalView.Entry.of(record)));
        sequence = record.sequence();
      }
    } while (page.size() == PAGE);
    return sequence;
  }

  /** New lines of instances as they write them. */
  void lines(Context ctx, TargetId target, Optional<String> release, Optional<String> instance, int most) throws IOException,
      InterruptedException {
    services.logs().instances(target, release, instance);
    streaming(
        ctx,
        () -> {
          EventWriter out = new EventWriter(ctx, limits.answer());
          LogLines lines = new LogLines(services.logs(), target, most, out);
          try (JournalFeed.Subscription subscription = services.feed().subscribe(target)) {
            while (open(ctx, target)) {
              for (InstanceId id : services.logs().instances(target, release, instance)) {
                lines.next(id);
              }
              out.flush();
              var unused = subscription.await(LOG_LOOK_MILLIS);
            }
          }
        });
  }

  private interface Stream {
    void run() throws IOException, InterruptedException;
  }

  /** Until the server ends, or who reads may not see the target any more. */
  private boolean open(Context ctx, TargetId target) {
    return !services.feed().closed() && gate.stillOpen(ctx, caller -> Visible.target(caller, target));
  }

  private void streaming(Context ctx, Stream stream) throws IOException, InterruptedException {
    String address = ctx.req().getRemoteAddr();
    if (!crowd.enter(address)) {
      throw new Refused(
          Refused.Kind.TOO_MANY, "SLW-5112",
          "as many streams are open as the server takes: " + limits.streams() + ", " + limits.streamsEach() + " of them from one address",
          "Close one, or ask for the status instead");
    }
    try {
      stream.run();
    } catch (ClientGone gone) {
      // The client has left or reads too slowly; it may come back with the last id it saw.
      org.slf4j.LoggerFactory.getLogger(Streams.class).debug("a stream ended: {}", gone.getMessage());
    } finally {
      crowd.leave(address);
    }
  }
}
