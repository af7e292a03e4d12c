package dev.slipway.proxy.handover;

import dev.slipway.proxy.state.BackendView;
import dev.slipway.proxy.state.Predecessor;
import dev.slipway.proxy.state.StateJson;
import dev.slipway.proxy.state.TargetState;
import dev.slipway.proxy.traffic.TargetCounts;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * A predecessor at the other end of a link. One that does not do as it is told may not go on routing by a table that is no longer in force:
 * it is killed.
 */
public final class LinkedPredecessor implements Predecessor {
  private final Link link;
  private final long pid;
  private final Consumer<String> say;
  private final Map<String, TargetCounts> counted = new ConcurrentHashMap<>();
  private boolean released;
  private boolean gone;

  LinkedPredecessor(Link link, long pid, Consumer<String> say) {
    this.link = link;
    this.pid = pid;
    this.say = say;
  }

  /**
   * This process serves: the other lets go of ports, folder and admin socket.
   *
   * @param limitMillis how long its clients may stay
   */
  public synchronized void release(int limitMillis) throws IOException {
    link.ask(Successor.order("release").put("limitMillis", limitMillis));
    released = true;
  }

  public synchronized boolean isGone() {
    return gone;
  }

  @Override
  public synchronized void follow(TargetState state) {
    if (released && !gone) {
      try {
        var order = Successor.order("follow");
        order.set("state", StateJson.write(state));
        link.ask(order);
      } catch (IOException e) {
        lost(e);
      }
    }
  }

  @Override
  public List<BackendView> backends(String target) {
    return progress().backends().getOrDefault(target, List.of());
  }

  @Override
  public synchronized TargetCounts counts(String target) {
    progress();
    return counted.getOrDefault(target, TargetCounts.NONE);
  }

  /** Looks how far it is, and lets it end when nobody is left there. To be called several times a second. */
  public synchronized void look() {
    if (released && !gone && progress().open() == 0 && !gone) {
      end();
      finish();
      say.accept("the predecessor (process " + pid + ") has ended all that it had begun");
    }
  }

  /** It may not take its time any more: another handover follows. */
  public synchronized void end() {
    if (released && !gone) {
      try {
        link.ask(Successor.order("end"));
      } catch (IOException e) {
        lost(e);
      }
    }
  }

  private synchronized Progress progress() {
    if (gone) {
      return new Progress(0, counted, Map.of());
    }
    try {
      Progress progress = released ? Progress.read(link.ask(Successor.order("progress"))) : new Progress(1, Map.of(), Map.of());
      counted.putAll(progress.counts());
      return progress;
    } catch (IOException e) {
      lost(e);
      return new Progress(0, counted, Map.of());
    }
  }

  private void lost(IOException why) {
    finish();
    if (!(why instanceof EOFException) && pid != ProcessHandle.current().pid()) {
      say.accept("SLW-4044 the predecessor (process " + pid + ") does not follow and is killed with what it still had open: "
          + why.getMessage());
      ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  private void finish() {
    if (gone) {
      return;
    }
    gone = true;
    counted.replaceAll((_, counts) -> counts.ended());
    try {
      link.close();
    } catch (IOException e) {
      say.accept("the link to the predecessor did not close: " + e.getMessage());
    }
  }
}
