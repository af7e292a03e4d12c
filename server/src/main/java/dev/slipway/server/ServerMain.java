package dev.slipway.server;

import dev.slipway.engine.store.StoreException;
import dev.slipway.server.api.Warmth;
import dev.slipway.server.state.LastingLog;
import dev.slipway.server.state.ServerLog;
import dev.slipway.server.state.StartException;
import dev.slipway.server.state.StateFolder;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The process of the server: {@link ServerOptions} says with which options. */
public final class ServerMain {
  private static final int CANNOT = 3;

  private ServerMain() {}

  public static void main(String[] arguments) {
    // By name only: the log system is made once, when any class of it is first touched, and reads this then.
    System.setProperty("java.util.logging.manager", LastingLog.class.getName());
    PrintStream terminal = System.err;
    try {
      ServerOptions options = ServerOptions.parse(arguments, System.getenv(), System.getProperty("user.home"));
      closedToTheNetwork(options);
      StateFolder folder = StateFolder.take(options.state(), ProcessHandle.current().pid());
      Warmth.begin();
      ServerLog.direct(folder.resolve("server.log"), options.terminal());
      run(options, folder);
      Runtime.getRuntime().halt(0);
    } catch (StartException e) {
      end(terminal, String.valueOf(e.getMessage()), e.exitCode());
    } catch (RuntimeException e) {
      LoggerFactory.getLogger(ServerMain.class).error("SLW-5127 the server cannot run; traffic stays as it is", e);
      end(terminal, "SLW-5127 the server cannot run: " + e + ". Traffic stays as it is. See server.log in the state folder", CANNOT);
    }
  }

  private static void run(ServerOptions options, StateFolder folder) {
    Logger log = LoggerFactory.getLogger(ServerMain.class);
    Server server = Server.start(options, folder, ThisMachine::parts);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, folder), "stop"));
    log.info("slipway {} listens on {}, state in {}", BuildVersion.text(), server.url(), folder.path());
    if (options.access().tls().isEmpty() && !loopback(options.host())) {
      log.warn("{} is not loopback and the API speaks plain HTTP, as it was told: whoever sees the traffic sees the token", options.host());
    }
    Optional<StoreException> failure = Optional.empty();
    try {
      failure = server.awaitStop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (failure.isPresent()) {
      throw failed(server, failure.get());
    }
    server.close();
    folder.close();
  }

  /** It never asks a disk a second time to keep what it may have lost; a new process reads what is really there. */
  private static StartException failed(Server server, StoreException failure) {
    String message = "SLW-5014 the server ends, for only a new process may ask a failed disk what it holds. "
        + "Instances and the proxy go on serving. The next slipway command starts it again, or: slipway server. What failed: "
        + failure.code() + " " + failure.said();
    LoggerFactory.getLogger(ServerMain.class).error(message);
    try {
      server.leave();
    } catch (RuntimeException e) {
      LoggerFactory.getLogger(ServerMain.class).warn("the failed disk did not let the server tidy up; the next start does", e);
    }
    return StartException.cannot("SLW-5014", message);
  }

  /** A signal would make the exit code that of the signal; an orderly end is 0 either way. */
  private static void stop(Server server, StateFolder folder) {
    server.close();
    folder.close();
    Runtime.getRuntime().halt(0);
  }

  private static void closedToTheNetwork(ServerOptions options) {
    if (options.access().tls().isEmpty() && !options.access().plainHttp() && !loopback(options.host())) {
      throw StartException.wrongUse(
          "SLW-5128", "--host " + options.host() + " is not loopback, and over plain HTTP whoever sees the traffic sees the token and "
              + "can deploy. "
              + "The server does not start; traffic stays as it is. Give it --tls-certificate and --tls-key, or say --allow-plain-http "
              + "where the network is yours alone");
    }
  }

  private static boolean loopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw StartException.wrongUse("SLW-5126", "--host " + host + " is no address of this machine. The server does not start");
    }
  }

  private static void end(PrintStream terminal, String message, int code) {
    terminal.println(message);
    terminal.flush();
    Runtime.getRuntime().halt(code);
  }
}
