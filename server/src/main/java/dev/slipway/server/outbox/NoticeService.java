package dev.slipway.server.outbox;

import dev.slipway.core.config.EnvironmentConfig;
import dev.slipway.core.config.ServiceConfig;
import dev.slipway.core.notice.Receiver;
import dev.slipway.core.notice.Receivers;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.Notice;
import dev.slipway.core.spi.Notifier;
import dev.slipway.core.text.NearestName;
import dev.slipway.engine.store.Deliveries.DeadLetter;
import dev.slipway.engine.store.StateStore;
import dev.slipway.notifications.Story;
import dev.slipway.server.deploy.Configs;
import dev.slipway.server.problem.Refused;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What a person may do about notices: see what did not arrive, try it again, let it go, and try out a receiver. */
public final class NoticeService {
  private static final int MOST_LISTED = 1_000;
  /** A person waits for the answer: one receiver that is silent may take seconds, and each of its dead letters as long again. */
  private static final Duration MOST_RETRYING = Duration.ofSeconds(10);

  private final StateStore store;
  private final Notifier notifier;
  private final Configs configs;
  private final InstantSource wall;

  public NoticeService(StateStore store, Notifier notifier, Configs configs, InstantSource wall) {
    this.store = store;
    this.notifier = notifier;
    this.configs = configs;
    this.wall = wall;
  }

  /** What did not arrive. */
  public NoticeView list() {
    return new NoticeView(
        store.deliveries().troubled(MOST_LISTED).stream().map(NoticeView.Waiting::of).toList(),
        store.deliveries().deadLetters(MOST_LISTED).stream().map(NoticeView.Dead::of).toList());
  }

  /** How many dead letters there are. */
  public int dead() {
    return store.deliveries().deadCount();
  }

  /**
   * Tries dead letters once more; those that arrive are dead no more.
   *
   * @param id one of them, absent for as many as can be tried in a bounded time
   */
  public NoticeView.Results retry(Optional<String> id) {
    Instant until = wall.instant().plus(MOST_RETRYING);
    return new NoticeView.Results(chosen(id).stream()
        .map(letter -> id.isPresent() || wall.instant().isBefore(until) ? retry(letter)
            : new NoticeView.Told(NoticeView.id(letter), false, "not tried yet, the others took too long: ask again"))
        .toList());
  }

  private NoticeView.Told retry(DeadLetter letter) {
    TargetId target = letter.lane().target();
    Optional<Receiver> receiver = store.load(target).state().receivers().map(Receivers::all).orElse(List.of()).stream()
        .filter(r -> r.name().equals(letter.lane().receiver())).findFirst();
    Optional<Notice> notice = Reading.again(store, target, letter.mark());
    if (receiver.isEmpty() || notice.isEmpty()) {
      String gone = notice.isEmpty() ? "the journal does not hold it any more"
          : target + " has no receiver " + letter.lane().receiver() + " any more";
      return new NoticeView.Told(
          NoticeView.id(letter), false, gone + "; let it go with: slipway notifications drop " + NoticeView.id(letter));
    }
    Notifier.Answer answer = notifier.tell(receiver.get(), notice.get());
    boolean told = answer instanceof Notifier.Answer.Taken
        && store.deliveries().remove(letter.lane(), letter.mark().sequence(), letter.mark().part());
    return new NoticeView.Told(NoticeView.id(letter), told, answer.said());
  }

  /** Lets dead letters go. */
  public NoticeView.Results drop(String id) {
    return new NoticeView.Results(chosen(Optional.of(id).filter(i -> !i.equals("all"))).stream().map(letter -> {
      boolean gone = store.deliveries().remove(letter.lane(), letter.mark().sequence(), letter.mark().part());
      return new NoticeView.Told(NoticeView.id(letter), false, gone ? "dropped" : "somebody else has taken it meanwhile");
    }).toList());
  }

  private List<DeadLetter> chosen(Optional<String> id) {
    List<DeadLetter> chosen = store.deliveries().deadLetters(MOST_LISTED).stream()
        .filter(d -> id.isEmpty() || id.get().equals(NoticeView.id(d))).toList();
    if (id.isPresent() && chosen.isEmpty()) {
      throw new Refused(Refused.Kind.UNKNOWN, "SLW-5192", "there is no dead letter " + id.get() + ". Nothing changed",
          "See: slipway notifications list");
    }
    return chosen;
  }

  /**
   * Tells a receiver of a slipway.yaml something harmless.
   *
   * @param environment in which it is looked for, absent for the first that has it
   */
  public NoticeView.Told test(String name, String configText, String fileName, Optional<String> environment, String by) {
    Configs.Reading reading = configs.read(configText, fileName);
    ServiceConfig config = reading.config().orElseThrow(() -> new Refused(
        Refused.Kind.WRONG, "SLW-1000", fileName + " has faults. Nothing was sent", "", reading.problems()));
    environment.ifPresent(e -> mustHave(config, e, fileName));
    List<EnvironmentConfig> among = config.environments().values().stream()
        .filter(e -> environment.isEmpty() || e.name().equals(environment.get())).toList();
    for (EnvironmentConfig each : among) {
      for (Receiver receiver : each.receivers()) {
        if (receiver.name().equals(name)) {
          return test(receiver, new TargetId(config.service(), each.name()), by);
        }
      }
    }
    List<String> known = among.stream().flatMap(e -> e.receivers().stream()).map(Receiver::name).distinct().toList();
    throw new Refused(Refused.Kind.UNKNOWN, "SLW-5193", fileName + " has no receiver " + name
        + environment.map(e -> " in " + e).orElse("") + ". Nothing was sent",
        NearestName.of(name, known).map(n -> "Did you mean " + n + "?")
            .orElse(known.isEmpty() ? "Name some under notify:" : "There are: " + String.join(", ", known)));
  }

  private static void mustHave(ServiceConfig config, String environment, String fileName) {
    Set<String> known = config.environments().keySet();
    if (!known.contains(environment)) {
      throw new Refused(Refused.Kind.UNKNOWN, "SLW-2030", fileName + " has no environment " + environment + ". Nothing was sent",
          NearestName.of(environment, known).map(n -> "Did you mean " + n + "?").orElse("There are: " + String.join(", ", known)));
    }
  }

  private NoticeView.Told test(Receiver receiver, TargetId target, String by) {
    Notifier.Answer answer = notifier.tell(
        receiver, Story.test("slipway-test-" + UUID.randomUUID(), target, wall.instant(), by));
    return new NoticeView.Told(receiver.name(), answer instanceof Notifier.Answer.Taken, answer.said());
  }
}
