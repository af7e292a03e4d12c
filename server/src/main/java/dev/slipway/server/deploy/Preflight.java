package dev.slipway.server.deploy;

import dev.slipway.core.config.EnvironmentConfig;
import dev.slipway.core.gate.GateRecord;
import dev.slipway.core.release.Release;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.spi.Store;
import dev.slipway.core.traffic.Endpoint;
import dev.slipway.core.traffic.RouterSpec;
import dev.slipway.core.traffic.TargetSettings;
import dev.slipway.server.problem.Refused;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;

/** What is made sure of before anything is started: a way back, a free address, room on the disk. It changes nothing. */
public final class Preflight {
  /** Kept free, so that a way back never fails for want of room. */
  private static final long RESERVE_BYTES = 64L * 1024 * 1024;

  private final Store store;
  private final Routers routers;
  private final Places places;
  private final LongSupplier usableBytes;
  private final GateCheck gateCheck;

  public Preflight(Store store, Routers routers, Places places, LongSupplier usableBytes, InstantSource wall) {
    this.store = store;
    this.routers = routers;
    this.places = places;
    this.usableBytes = usableBytes;
    this.gateCheck = new GateCheck(wall);
  }

  /** Every gate of the environment passed for this version; what they said. */
  Optional<GateRecord> gates(EnvironmentConfig environment, DeployRequest request, TargetState state) {
    return gateCheck.passed(environment, request, state);
  }

  /** There is room for one more copy of an artifact. */
  void room(long artifactBytes) {
    long usable = usableBytes.getAsLong();
    if (usable < artifactBytes + RESERVE_BYTES) {
      throw new Refused(
          Refused.Kind.AWAY,
          "SLW-2035",
          "the disk of the state folder has " + mebibytes(usable) + " MiB left; the artifact takes " + mebibytes(artifactBytes)
              + " MiB and "
              + mebibytes(RESERVE_BYTES) + " MiB are kept for the way back. Nothing was started; traffic stays as it is",
          "Make room, then deploy again");
    }
  }

  /** What the release only refers to is there. */
  Release secrets(Release release, Shelf shelf) {
    Optional<String> missing = shelf.missing(release);
    if (missing.isPresent()) {
      throw new Refused(Refused.Kind.WRONG, "SLW-3050", missing.get(), "");
    }
    return release;
  }

  /** What is stable now could be started again from the platform's own keeping. */
  void wayBack(TargetState state, boolean force) {
    Optional<Release> stable = state.stable();
    if (stable.isPresent() && !force && !places.of(state).shelf().keeps(stable.get())) {
      throw new Refused(
          Refused.Kind.CONFLICT,
          "SLW-2033",
          "the way back is missing: the artifact of " + stable.get().version() + " (" + stable.get().artifact().brief()
              + "), which is stable in " + state.id()
              + ", is no longer in the release store. Nothing was started; traffic stays on it",
          "Deploy " + stable.get().version() + " again with --force to put it back, or this version with --force to go without a way back");
    }
  }

  /** The public address is free, or this target's own. */
  void address(TargetState state, TargetSettings wanted) {
    Endpoint listen = wanted.listen();
    boolean listened = wanted.router().filter(RouterSpec::listensAlready).isPresent();
    if (listen.port() == 0 || listened || ours(state, listen)) {
      return;
    }
    for (TargetId other : store.targets()) {
      boolean same = !other.equals(state.id()) && store.load(other).state().settingsInForce().map(TargetSettings::listen)
          .filter(listen::equals).isPresent();
      if (same) {
        throw taken(listen, "it is the address of " + other);
      }
    }
    try (ServerSocket trial = new ServerSocket()) {
      trial.setReuseAddress(true);
      trial.bind(new InetSocketAddress(listen.host(), listen.port()));
    } catch (IOException e) {
      throw taken(listen, String.valueOf(e.getMessage()));
    }
  }

  private boolean ours(TargetState state, Endpoint listen) {
    if (state.settingsInForce().map(TargetSettings::listen).filter(listen::equals).isPresent()) {
      return true;
    }
    try {
      return routers.of(state.router()).read(state.id()).settings().map(TargetSettings::listen).filter(listen::equals).isPresent();
    } catch (OutsideException e) {
      throw new Refused(Refused.Kind.AWAY, e.code(), e.said(), "Nothing was started. Try again when the router answers");
    }
  }

  private static Refused taken(Endpoint listen, String why) {
    return new Refused(
        Refused.Kind.CONFLICT,
        "SLW-2034",
        "the public address " + listen + " is taken: " + why + ". Nothing was started; traffic stays as it is",
        "Choose another listen: in slipway.yaml, or end what listens there (ss -ltnp 'sport = :" + listen.port() + "')");
  }

  private static long mebibytes(long bytes) {
    return bytes / (1024 * 1024);
  }
}
