package dev.slipway.server;

import dev.slipway.adapters.linux.SecretValues;
import dev.slipway.core.spi.Notifier;
import dev.slipway.engine.Engine;
import dev.slipway.engine.loop.Clocks;
import dev.slipway.engine.metric.Readings;
import dev.slipway.engine.store.StateStore;
import dev.slipway.engine.store.StoreException;
import dev.slipway.notifications.way.EveryWay;
import dev.slipway.server.api.ApiJson;
import dev.slipway.server.api.Http;
import dev.slipway.server.api.ServerInfo;
import dev.slipway.server.api.Services;
import dev.slipway.server.approval.ApprovalService;
import dev.slipway.server.deploy.CommandService;
import dev.slipway.server.deploy.DeployService;
import dev.slipway.server.deploy.FolderLock;
import dev.slipway.server.deploy.LogService;
import dev.slipway.server.deploy.MetricCheck;
import dev.slipway.server.deploy.Preflight;
import dev.slipway.server.deploy.Preparation;
import dev.slipway.server.deploy.Sweep;
import dev.slipway.server.journal.JournalFeed;
import dev.slipway.server.journal.Past;
import dev.slipway.server.journal.TellingStore;
import dev.slipway.server.objective.ObjectiveService;
import dev.slipway.server.outbox.NoticeService;
import dev.slipway.server.outbox.Outbox;
import dev.slipway.server.state.OpenState;
import dev.slipway.server.state.StartException;
import dev.slipway.server.state.StateFolder;
import dev.slipway.server.state.Token;
import dev.slipway.server.status.Measurements;
import dev.slipway.server.status.StatusReader;
import dev.slipway.server.watch.Around;
import dev.slipway.server.watch.OwnTrouble;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One running server. Ending it touches neither instances nor traffic. */
public final class Server implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Server.class);
  private static final Duration METRICS_INTERVAL = Duration.ofSeconds(2);
  private static final int NOTICE_MILLIS = 15_000;
  private static final String READY_FILE = "server.json";

  private final StateFolder folder;
  private final StateStore store;
  private final Neighbours neighbours;
  private final JournalFeed feed;
  private final Parts parts;
  private final Engine engine;
  private final Http http;
  private final Outbox outbox;
  private final Ending ending = new Ending();
  private boolean closed;

  private Server(StateFolder folder, OpenState state, ServerOptions options, Parts.Maker maker, Token token) {
    this.folder = folder;
    this.store = state.store();
    Clocks clocks = Clocks.system(LastMoment.of(store));
    this.feed = new JournalFeed();
    TellingStore telling = new TellingStore(store, feed, ending::must);
    this.parts = maker.of(state.place());
    Readings readings = parts.readings(clocks, METRICS_INTERVAL);
    ServerInfo info = new ServerInfo(BuildVersion.text(), ProcessHandle.current().pid(), clocks.wall().instant(), folder.path().toString());
    String owner = info.pid() + "@" + info.startedAt();
    this.neighbours = new Neighbours(state.shared(), owner);
    this.engine = new Engine(telling, target -> parts.outside(target, readings), clocks, owner, neighbours.letters(telling));
    Past past = new Past(telling, store, feed);
    Measurements measurements = Measurements.following(feed, t -> parts.counts(telling.load(t).state()), clocks.steady(), clocks.wall());
    ObjectiveService objectives = ObjectiveService.over(store.levels(), measurements::anew, parts.metrics(), telling, feed, clocks.wall());
    Sweep sweep = new Sweep(telling, past, parts.places(), state.shared().map(s -> new FolderLock(state.place().resolve("sweep.lock"))));
    feed.listen(sweep::after);
    StatusReader status = new StatusReader(engine, telling, past, measurements, parts.routers(), clocks);
    Preflight preflight = new Preflight(telling, parts.routers(), parts.places(), folder::usableBytes, clocks.wall());
    Notifier notifier = new EveryWay(text -> SecretValues.value(text, System.getenv()), clocks.wall(), NOTICE_MILLIS);
    Entry entry = Entry.of(token, telling, engine, folder, options, clocks.wall());
    Told told = Told.of(store, telling, folder, past, status, feed, engine, clocks);
    Services services = new Services(
            new DeployService(new Preparation(parts.configs(), parts.places()), preflight, new MetricCheck(parts.metrics(), clocks.wall()),
                objectives, engine, telling, past, clocks),
            new CommandService(engine, status, past, parts.places()), status, new LogService(parts.places(), status, past), past, telling,
            feed, parts.configs(), sweep, told.proof(), told.retold(), new ApprovalService(engine, status, past, clocks.wall()),
            entry.service(), entry.sessions(), objectives, new NoticeService(store, notifier, parts.configs(), clocks.wall()),
            told.retention());
    this.http = Http.of(options.host(), options.port(), options.access(), services, entry.admission(), info, ending::ask);
    neighbours.begin(folder, feed, engine);
    engine.start();
    entry.service().vouch(options.issuers());
    listen();
    this.outbox = Outbox.over(store, notifier, feed, owner, clocks.wall());
    new Around(engine, store, parts.routers(), objectives, OwnTrouble.of(folder, options.access(), clocks)).watch(feed, clocks);
    folder.write(READY_FILE, ApiJson.write(new Ready(url(), info.pid(), info.startedAt(), info.version())) + "\n");
  }

  /**
   * Starts.
   *
   * @throws StartException when it cannot; nothing was changed then
   */
  public static Server start(ServerOptions options, StateFolder folder, Parts.Maker maker) {
    OpenState state = OpenState.of(folder, options.database(), System.getenv());
    try {
      return new Server(folder, state, options, maker, Token.of(folder));
    } catch (RuntimeException e) {
      state.store().close();
      throw e instanceof StoreException s ? StartException.wrongUse(s.code(), s.said()) : e;
    }
  }

  /** A server that cannot be reached must not go on working unseen. */
  private void listen() {
    try {
      http.start();
    } catch (RuntimeException e) {
      stopTurning();
      neighbours.close();
      parts.close().run();
      throw e;
    }
  }

  private void stopTurning() {
    try {
      engine.close();
    } catch (InterruptedException e) {
      LOG.warn("interrupted while the last turns ended; what they had begun is taken up again at the next start");
      Thread.currentThread().interrupt();
    }
  }

  /** Where it is reached. */
  public String url() {
    return http.url();
  }

  /** What it answers, as method and path below the base, and what each needs. */
  Map<String, String> routes() {
    return http.routes();
  }

  /** Waits until a client asks it to end, or until it must: then what failed. */
  Optional<StoreException> awaitStop() throws InterruptedException {
    return ending.await();
  }

  /** Stops answering, and does not touch the store any more: closing would ask a disk again that has failed. */
  void leave() {
    feed.close();
    outbox.close();
    http.close();
    folder.remove(READY_FILE);
  }

  /** Ends: no more turns, no more answers. Instances and the router go on. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    feed.close();
    stopTurning();
    http.close();
    outbox.close();
    parts.close().run();
    if (ending.failure().isEmpty()) {
      neighbours.close();
      store.close();
    }
    folder.remove(READY_FILE);
    LOG.info("the server has ended; instances and the proxy go on serving");
  }
}
