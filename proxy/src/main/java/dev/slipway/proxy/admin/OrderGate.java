package dev.slipway.proxy.admin;

import dev.slipway.proxy.state.Refusal;
import dev.slipway.proxy.state.Refusal.Code;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets orders through one at a time. While a successor is being told everything they wait, and once it has everything none is carried out
 * here any more: at no moment two proxies take orders.
 */
public final class OrderGate {
  private static final long PATIENCE_MILLIS = 5_000;

  private final Semaphore turn = new Semaphore(1, true);
  private volatile boolean handedOver;

  /** Something that may be refused. */
  public interface Order<T> {
    T carryOut() throws Refusal;
  }

  public <T> T through(Order<T> order) throws Refusal {
    close();
    try {
      return order.carryOut();
    } finally {
      open();
    }
  }

  /** Does this unless orders have to wait just now, or are another's to carry out. */
  public void ifOpen(Runnable chore) {
    if (turn.tryAcquire()) {
      try {
        if (!handedOver) {
          chore.run();
        }
      } finally {
        open();
      }
    }
  }

  /** From now on orders wait. */
  public void close() throws Refusal {
    try {
      if (!turn.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new Refusal(Code.HANDED_OVER, "SLW-4033 another order takes too long. Nothing was changed; try again.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal(Code.INTERNAL, "SLW-4120 the proxy ends. Nothing was changed; try again.", e);
    }
    if (handedOver) {
      turn.release();
      throw handedOver();
    }
  }

  /** Orders are carried out again. */
  public void open() {
    turn.release();
  }

  /** Never again: whoever waits is told to ask the successor. */
  public void handOver() {
    handedOver = true;
    turn.release();
  }

  /** Whoever asks must ask the successor. */
  public void refuseIfHandedOver() throws Refusal {
    if (handedOver) {
      throw handedOver();
    }
  }

  private static Refusal handedOver() {
    return new Refusal(Code.HANDED_OVER, "SLW-4034 this proxy has handed over to its successor. Nothing was changed; ask that one.");
  }
}
