package dev.slipway.adapters.nginx;

import dev.slipway.adapters.linux.Machine;
import dev.slipway.core.traffic.RouterSpec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Debian's nginx, as a team would run it, and what is left of it after a test. */
final class RealNginx {
  static final Optional<String> PROGRAM =
      Stream.of("/usr/sbin/nginx", "/usr/local/sbin/nginx", "/usr/bin/nginx").filter(p -> Files.isExecutable(Path.of(p))).findFirst();

  private RealNginx() {}

  /** Says loudly that it is missing, and fails where everything must be there. */
  static String program() {
    if (PROGRAM.isEmpty()) {
      String message = "nginx is not installed, so the nginx router is not tested: apt-get install nginx-light";
      if (System.getenv("CI") != null) {
        Assertions.fail(message);
      }
      System.err.println(message);
      Assumptions.abort(message);
    }
    return PROGRAM.orElseThrow();
  }

  /** As in a server, in a hurry. */
  static NginxRouter.Settings settings(Duration betweenReloads) {
    return new NginxRouter.Settings(System::nanoTime, Machine.here(), betweenReloads, Duration.ofSeconds(5), 16L * 1024 * 1024);
  }

  static RouterSpec.Nginx own() {
    return new RouterSpec.Nginx(Optional.empty(), Optional.empty(), Optional.of(program()), Optional.empty(), Optional.empty(),
        Optional.empty());
  }

  static RouterSpec.Nginx including(Path conf, Path include) {
    return new RouterSpec.Nginx(
        Optional.of(include.toString()), Optional.empty(), Optional.of(program()), Optional.of(conf.toString()), Optional.empty(),
            Optional.empty());
  }

  /** A team's configuration with one site of theirs, which includes ours. */
  static Path teamConf(Path folder, int port, String include) throws IOException {
    Path conf = folder.resolve("nginx.conf");
    Files.createDirectories(folder);
    Files.writeString(conf, """
        %s
        pid %s/team.pid;
        error_log %s/error.log;
        worker_processes 2;
        worker_shutdown_timeout 20s;
        events { worker_connections 512; }
        http {
          access_log off;
          client_body_temp_path %s/t1; proxy_temp_path %s/t2; fastcgi_temp_path %s/t3; uwsgi_temp_path %s/t4; scgi_temp_path %s/t5;
          server { listen 127.0.0.1:%d; location / { return 200 "the team's own"; } }
          %s
        }
        """.formatted(System.getProperty("user.name").equals("root") ? "user root;" : "", folder, folder, folder, folder, folder, folder,
            folder, port, include));
    return conf;
  }

  /** Starts a team's nginx. */
  static void start(Path conf) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(program(), "-c", conf.toString()).redirectErrorStream(true)
        .redirectOutput(conf.resolveSibling("start.log").toFile()).start();
    Assertions.assertTrue(process.waitFor(10, TimeUnit.SECONDS));
    Assertions.assertEquals(0, process.exitValue(), Files.readString(conf.resolveSibling("start.log")));
  }

  /** Masters and orphaned workers that were started below a folder. */
  static List<ProcessHandle> below(Path folder) {
    return ProcessHandle.allProcesses().filter(p -> Master.title(p.pid()).startsWith(Master.TITLE)
        && Master.title(p.pid()).contains(folder.toString())).toList();
  }

  /** Ends them with their workers. */
  static void endAll(Path folder) throws Exception {
    for (ProcessHandle master : below(folder)) {
      List<ProcessHandle> all = Stream.concat(master.children(), Stream.of(master)).toList();
      master.destroyForcibly();
      for (ProcessHandle each : all) {
        each.destroyForcibly();
        // One that ended is gone when its parent asked for its end, which may take the first process of a container seconds.
        await("the end of " + each.pid(), () -> !each.isAlive() || Master.title(each.pid()).isEmpty());
      }
    }
  }

  /** Waits for what must come. */
  static void await(String what, java.util.function.BooleanSupplier there) throws InterruptedException {
    // Once is enough: while old workers finish, what was there may be gone at the next look.
    boolean seen = there.getAsBoolean();
    for (int i = 0; i < 1_500 && !seen; i++) {
      TimeUnit.MILLISECONDS.sleep(10);
      seen = there.getAsBoolean();
    }
    Assertions.assertTrue(seen, what);
  }

  static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }
}
