package dev.slipway.proxy.relay;

import dev.slipway.proxy.table.InForce;
import dev.slipway.proxy.traffic.Backend;
import dev.slipway.proxy.traffic.TargetTraffic;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpRequestEncoder;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Everything that lives on one event loop: the targets as it knows them, its clients, its connections to backends. All methods but the
 * constructor and {@link #eventLoop} are for that loop only; that is why nothing here is locked.
 */
public final class Worker {
  private static final long SWEEP_MILLIS = 200;

  private final EventLoop eventLoop;
  private final LongSupplier nanoClock;
  private final Bootstrap bootstrap;
  private final Map<String, TargetTraffic> targets = new HashMap<>();
  private final UpstreamPool pool = new UpstreamPool();
  private final Set<Downstream> clients = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Http2Connections http2Connections;
  private final Set<Channel> handshaking = new HashSet<>();
  private boolean leaving;

  public Worker(EventLoop eventLoop, Class<? extends Channel> socketType, LongSupplier nanoClock) {
    this.eventLoop = eventLoop;
    this.nanoClock = nanoClock;
    this.http2Connections = new Http2Connections(eventLoop);
    this.bootstrap = new Bootstrap().group(eventLoop).channel(socketType).option(ChannelOption.TCP_NODELAY, true).handler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    ResponseDecoder decoder = new ResponseDecoder();
                    channel.pipeline().addLast(decoder, new HttpRequestEncoder(), new Upstream(Worker.this, channel, decoder));
                  }
                });
  }

  public EventLoop eventLoop() {
    return eventLoop;
  }

  public void startSweeping() {
    eventLoop.scheduleWithFixedDelay(this::sweep, SWEEP_MILLIS, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** The target of this name; one that nobody has a table for yet routes nothing. */
  public TargetTraffic target(String name) {
    return targets.computeIfAbsent(name, TargetTraffic::new);
  }

  public void swap(InForce inForce) {
    target(inForce.table().target()).swap(inForce, nanoTime());
    sweep();
  }

  public void remove(String target) {
    target(target).remove(nanoTime());
  }

  /**
   * From now on connections close as soon as what is open on them is answered.
   *
   * @param graceMillis when an HTTP/2 connection closes with streams still open on it
   */
  public void leave(long graceMillis) {
    leaving = true;
    http2Connections.leave(graceMillis);
    for (Downstream each : clients.toArray(Downstream[]::new)) {
      each.closeIfIdle();
    }
  }

  /** The same, but a connection that waits for its next request is kept for it: only its answer says that the connection closes. */
  public void leaveGently(long graceMillis) {
    leaving = true;
    http2Connections.leaveGently(graceMillis);
  }

  public boolean isLeaving() {
    return leaving;
  }

  /** How many clients are connected, by connection or by stream. */
  public int clients() {
    return clients.size() + http2Connections.size() + handshaking.size();
  }

  /** Connections that have to agree on TLS before they are anybody's. */
  public Set<Channel> handshaking() {
    return handshaking;
  }

  /** Ends what is still open; to be called again until nobody is left, as a WebSocket is told first. */
  public void cutAll() {
    targets.values().forEach(target -> List.copyOf(target.backends()).forEach(Backend::cutAll));
  }

  /** A connection with the codec of HTTP/2 in its pipeline. */
  public void joined(Channel http2Connection) {
    http2Connections.joined(http2Connection);
  }

  long nanoTime() {
    return nanoClock.getAsLong();
  }

  UpstreamPool pool() {
    return pool;
  }

  void joined(Downstream client) {
    clients.add(client);
  }

  void left(Downstream client) {
    clients.remove(client);
  }

  /** Opens a connection; the future's channel has its {@link Upstream} from the start, because this is its own loop. */
  ChannelFuture connect(Backend backend, int timeoutMillis) {
    ChannelFuture connecting = bootstrap.connect(backend.address());
    connecting.channel().config().setConnectTimeoutMillis(timeoutMillis);
    return connecting;
  }

  private void sweep() {
    long nowNanos = nanoTime();
    targets.values().forEach(target -> target.sweep(nowNanos));
    pool.sweep(nowNanos);
    for (Downstream each : clients.toArray(Downstream[]::new)) {
      each.sweep(nowNanos);
    }
  }
}
