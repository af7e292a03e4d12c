package dev.slipway.proxy.traffic;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** One instance as one event loop sees it: its address, who holds it, and whether it answers. */
public final class Backend {
  private static final long FIRST_PASS_OVER_NANOS = 100_000_000L;
  private static final int MAX_DOUBLINGS = 6;

  private final String id;
  private final String release;
  private final InetSocketAddress address;
  private @Nullable Claim claims;
  private int inflight;
  private int failures;
  private long passedOverUntilNanos;
  private boolean draining;
  private boolean gone;
  private long drainDeadlineNanos;

  Backend(String id, String release, InetSocketAddress address, long nowNanos) {
    this.id = id;
    this.release = release;
    this.address = address;
    this.passedOverUntilNanos = nowNanos;
  }

  public String id() {
    return id;
  }

  public String release() {
    return release;
  }

  public InetSocketAddress address() {
    return address;
  }

  public int inflight() {
    return inflight;
  }

  public boolean isDraining() {
    return draining;
  }

  /** Whether no table names it any more and nobody holds it: its kept connections can be closed. */
  public boolean isGone() {
    return gone && inflight == 0;
  }

  /** Whether a connection may be kept for a next request. */
  public boolean isWorthKeeping() {
    return !draining && !gone;
  }

  public void claim(Claim claim) {
    claim.next = claims;
    if (claims != null) {
      claims.previous = claim;
    }
    claims = claim;
    inflight++;
  }

  public void giveBack(Claim claim) {
    if (claim.previous == null) {
      claims = claim.next;
    } else {
      claim.previous.next = claim.next;
    }
    if (claim.next != null) {
      claim.next.previous = claim.previous;
    }
    claim.next = null;
    claim.previous = null;
    inflight--;
  }

  /** It answered: forget its failures. */
  public void answered() {
    failures = 0;
  }

  /** It did not accept, or broke off: pass it over for 100 ms, doubling with each failure up to 6.4 s. */
  public void failed(long nowNanos) {
    passedOverUntilNanos = nowNanos + (FIRST_PASS_OVER_NANOS << Math.min(failures, MAX_DOUBLINGS));
    failures++;
  }

  boolean isPassedOver(long nowNanos) {
    return failures > 0 && nowNanos - passedOverUntilNanos < 0;
  }

  /** Takes what a new table says about it; the deadline counts from when draining was first seen. */
  void update(boolean nowDraining, boolean nowGone, long nowNanos, long drainNanos) {
    if ((nowDraining || nowGone) && !draining) {
      drainDeadlineNanos = nowNanos + drainNanos;
    }
    draining = nowDraining || nowGone;
    gone = nowGone;
  }

  /** Cuts every request still open after the drain deadline. */
  void cutIfOverdue(long nowNanos) {
    if (draining && nowNanos - drainDeadlineNanos >= 0) {
      cutAll();
    }
  }

  /** Cuts every request still open. */
  public void cutAll() {
    Claim each = claims;
    while (each != null) {
      Claim following = each.next;
      each.cut();
      each = following;
    }
  }
}
