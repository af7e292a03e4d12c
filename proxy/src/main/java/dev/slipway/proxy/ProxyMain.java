package dev.slipway.proxy;

import dev.slipway.proxy.state.StateDirectory;
import dev.slipway.proxy.state.StateFile;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The process of the embedded proxy: {@code --dir DIR [--threads N] [--metrics-port PORT] [--take-over]}. */
public final class ProxyMain {
  private static final int WRONG_USE = 2;
  private static final int CANNOT_RUN = 3;

  /** Held, so that its level stays. What a client does wrong is no event of the proxy, and a hostile one could fill the disk with it. */
  private static final Logger CODECS = Logger.getLogger("io.netty.handler.codec");

  private ProxyMain() {}

  public static void main(String[] arguments) {
    CODECS.setLevel(Level.SEVERE);
    EventLog log = new EventLog(System.out, Clock.systemUTC());
    try {
      ProxyOptions options = ProxyOptions.parse(arguments);
      Optional<StateDirectory> directory = StateDirectory.take(options.directory());
      if (directory.isEmpty() && options.takesOver()) {
        run(Proxy.takeOver(options, log), log);
      } else if (directory.isEmpty()) {
        fail(WRONG_USE, "SLW-4005 another proxy is running on " + options.directory() + "; it goes on serving");
      } else {
        run(Proxy.start(directory.get(), options, log), log);
      }
    } catch (IllegalArgumentException | StateFile.Unreadable e) {
      fail(WRONG_USE, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      fail(CANNOT_RUN, "SLW-4006 the proxy cannot run: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void run(Proxy proxy, EventLog log) {
    Thread ending = new Thread(() -> stop(proxy, log), "stop");
    Runtime.getRuntime().addShutdownHook(ending);
    try {
      proxy.awaitStop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    // The hook does the rest, as it does on SIGTERM.
    System.exit(0);
  }

  /** A signal would make the exit code that of the signal; an orderly end is 0 either way. */
  private static void stop(Proxy proxy, EventLog log) {
    try {
      proxy.stop();
    } catch (IOException | RuntimeException e) {
      log.say("SLW-4012 the end was not orderly: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(0);
  }

  private static void fail(int code, String message) {
    System.err.println(message);
    System.err.flush();
    Runtime.getRuntime().halt(code);
  }
}
