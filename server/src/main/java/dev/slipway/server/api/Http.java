package dev.slipway.server.api;

import dev.slipway.core.spi.OutsideException;
import dev.slipway.server.front.Access;
import dev.slipway.server.front.Entrance;
import dev.slipway.server.front.PagePath;
import dev.slipway.server.front.ProblemPage;
import dev.slipway.server.page.SignInPages;
import dev.slipway.server.problem.Refused;
import dev.slipway.server.state.StartException;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.util.JavalinBindException;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The HTTP server: one acceptor, one selector, and a virtual thread for each request. */
public final class Http implements AutoCloseable {
  private static final int MOST_THREADS = 8;
  private static final int LEAST_THREADS = 4;
  private static final long STOP_TIMEOUT_MILLIS = 2_000;

  private final Javalin javalin;
  private final Map<String, String> routes;
  private final Entrance entrance;

  private Http(Javalin javalin, Map<String, String> routes, Entrance entrance) {
    this.javalin = javalin;
    this.routes = routes;
    this.entrance = entrance;
  }

  /**
   * Prepared, but not listening yet.
   *
   * @param stop ends the server; returns at once
   */
  public static Http of(
      String host, int port, Access access, Services services, Admission admission, ServerInfo info, Runnable stop) {
    Entrance entrance = new Entrance(host, port, access);
    Gate gate = new Gate(admission.token(), admission.door(), admission.cookies());
    Api api = new Api(services, info, gate, entrance.limits(), stop);
    return new Http(
        Javalin.create(config -> configure(config, entrance, api, gate, admission.pages())),
        api.routes().stream().collect(Collectors.toMap(r -> r.method() + " " + r.path(), r -> r.need().toString())),
        entrance);
  }

  private static void configure(JavalinConfig config, Entrance entrance, Api api, Gate gate, SignInPages pages) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.maxRequestSize = (long) entrance.limits().bodyBytes();
    config.http.compressionStrategy = CompressionStrategy.NONE;
    config.jetty.threadPool = threads();
    config.jetty.addConnector(entrance::connect);
    config.jetty.modifyServletContextHandler(context -> context.setErrorHandler(new ProblemPage()));
    config.jetty.modifyServer(server -> server.setStopTimeout(STOP_TIMEOUT_MILLIS));
    config.routes.before(gate::check);
    config.routes.before(ctx -> Body.take(ctx, entrance.limits()));
    config.routes.after(ctx -> Body.answering(ctx, entrance.limits()));
    for (Api.Route route : api.routes()) {
      config.routes.addHttpHandler(HandlerType.findOrCreate(route.method()), Api.BASE + route.path(), ctx -> {
        route.need().check(ctx);
        route.handler().handle(ctx);
      });
    }
    page(config, HandlerType.GET, PagePath.HOME, pages::home);
    page(config, HandlerType.GET, PagePath.SIGN_IN, pages::begin);
    page(config, HandlerType.GET, PagePath.CALLBACK, pages::end);
    page(config, HandlerType.POST, PagePath.SIGN_OUT, pages::signOut);
    Problems.register(config.routes);
  }

  /** A refusal is a page as well. */
  private static void page(JavalinConfig config, HandlerType method, String path, Handler handler) {
    config.routes.addHttpHandler(method, path, ctx -> {
      try {
        handler.handle(ctx);
      } catch (Refused e) {
        Problems.page(ctx, e);
      } catch (OutsideException e) {
        Problems.page(ctx, e);
      }
    });
  }

  private static QueuedThreadPool threads() {
    QueuedThreadPool pool = new QueuedThreadPool(MOST_THREADS, LEAST_THREADS);
    pool.setName("http");
    pool.setDaemon(true);
    pool.setVirtualThreadsExecutor(Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("request-", 0).factory()));
    return pool;
  }

  /** Begins to listen. */
  public void start() {
    try {
      var unused = javalin.start();
    } catch (JavalinBindException e) {
      throw StartException.wrongUse(
          "SLW-5125", "the server cannot listen: " + e.getMessage()
              + ". It does not start; traffic stays as it is. Name another with --port, or --port 0 for any that is free");
    }
  }

  /** What it answers, as method and path below the base, and what each needs. */
  public Map<String, String> routes() {
    return routes;
  }

  /** Where clients of this machine reach it. */
  public String url() {
    return entrance.url(javalin.port());
  }

  @Override
  public void close() {
    var unused = javalin.stop();
  }
}
