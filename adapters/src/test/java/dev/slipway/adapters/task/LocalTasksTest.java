package dev.slipway.adapters.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.slipway.adapters.linux.Claim;
import dev.slipway.adapters.linux.Machine;
import dev.slipway.adapters.linux.ProcessTable;
import dev.slipway.adapters.linux.Signal;
import dev.slipway.core.check.Check;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.Policy;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.Task;
import dev.slipway.core.rollout.Task.Outcome;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.traffic.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hooks are real commands here, and checks are asked of a real server. */
final class LocalTasksTest {
  private static final TargetId TARGET = new TargetId("shop", "production");
  private static final ReleaseId CANDIDATE = new ReleaseId("1.4.0-ab12cd34");
  @TempDir Path folder;
  private Path state;
  private LocalTasks tasks;

  @BeforeEach
  void open() {
    state = folder.resolve("state");
    tasks = new LocalTasks(state, Nobody.ASKS);
  }

  private static Task hook(String command, long timeoutSeconds, boolean idempotent) {
    return new Task("7-before-0", new Task.Work.RunHook(new Policy.Hook("h", command, Duration.ofSeconds(timeoutSeconds), idempotent),
        CANDIDATE, "1.4.0"));
  }

  private static Task ask(Check... checks) {
    return new Task("7-checks", new Task.Work.AskPreview(CANDIDATE, List.of(checks)));
  }

  private static Outcome ended(LocalTasks tasks, Task task) throws InterruptedException {
    Outcome seen = tasks.outcome(TARGET, task);
    for (int looks = 0; looks < 800 && seen instanceof Outcome.Running; looks++) {
      Thread.sleep(20);
      seen = tasks.outcome(TARGET, task);
    }
    return seen;
  }

  private Outcome run(Task task) throws InterruptedException {
    assertInstanceOf(Outcome.NotStarted.class, tasks.outcome(TARGET, task));
    tasks.start(TARGET, task, Optional.empty(), 1);
    return ended(tasks, task);
  }

  private Path kept(Task task) {
    return state.resolve("tasks/shop/production").resolve(task.id());
  }

  private static void until(Path file) throws InterruptedException {
    for (int looks = 0; looks < 500 && !Files.exists(file); looks++) {
      Thread.sleep(20);
    }
    assertTrue(Files.exists(file), file::toString);
  }

  @Test
  void a_hook_gets_its_variables_and_no_secret_of_the_servers_and_its_words_are_kept() throws Exception {
    tasks = new LocalTasks(state, Nobody.ASKS, Machine.here(), Map.of("PATH", System.getenv("PATH"), "TOKEN", "secret"), System::nanoTime);
    Task task = hook(
        "echo $SLIPWAY_SERVICE $SLIPWAY_ENVIRONMENT $SLIPWAY_VERSION $SLIPWAY_RELEASE [$TOKEN]; echo \"it's \\\"fine\\\"\" >&2", 10, false);
    assertEquals(new Outcome.Succeeded("shop production 1.4.0 1.4.0-ab12cd34 []\nit's \"fine\""), run(task));
    assertEquals(new Outcome.Succeeded("shop production 1.4.0 1.4.0-ab12cd34 []\nit's \"fine\""), new LocalTasks(state, Nobody.ASKS)
        .outcome(TARGET, task));
  }

  @Test
  void a_hook_that_fails_tells_its_code_and_what_it_said() throws Exception {
    assertEquals(new Outcome.Failed("ended with exit code 3", "no such table"), run(hook("echo no such table; exit 3", 10, false)));
    Task missing = new Task("7-before-1", hook("no-such-command", 10, false).work());
    Outcome.Failed failed = (Outcome.Failed) run(missing);
    assertEquals("ended with exit code 127 (the command was not found)", failed.reason());
  }

  @Test
  void a_hook_that_takes_too_long_is_stopped_with_everything_it_started() throws Exception {
    Outcome.Failed failed = (Outcome.Failed) run(hook("echo begun; sleep 300 & sleep 300", 1, false));
    assertEquals(new Outcome.Failed("took longer than 1 s and was stopped", "begun"), failed);
    String mark = "SLIPWAY_TASK=" + kept(hook("", 1, false)) + "#1";
    for (int looks = 0; looks < 100 && !ProcessTable.read().withEnvironment(mark).isEmpty(); looks++) {
      Thread.sleep(20);
    }
    assertEquals(List.of(), ProcessTable.read().withEnvironment(mark));
  }

  @Test
  void a_hook_that_ignores_being_told_is_killed() throws Exception {
    Outcome.Failed failed = (Outcome.Failed) run(hook("trap '' TERM; while true; do sleep 0.1; done", 1, false));
    assertEquals("took longer than 1 s and was stopped", failed.reason());
  }

  @Test
  void a_known_task_is_not_started_again_also_not_by_another_server_and_not_while_it_runs() throws Exception {
    Path ran = folder.resolve("ran");
    Task task = hook("echo x >>" + ran + "; sleep 0.5", 10, true);
    tasks.start(TARGET, task, Optional.empty(), 1);
    tasks.start(TARGET, task, Optional.empty(), 1);
    until(ran);
    LocalTasks next = new LocalTasks(state, Nobody.ASKS);
    assertInstanceOf(Outcome.Running.class, next.outcome(TARGET, task));
    next.start(TARGET, task, Optional.empty(), 1);
    assertInstanceOf(Outcome.Succeeded.class, ended(next, task));
    next.start(TARGET, task, Optional.empty(), 1);
    assertInstanceOf(Outcome.Succeeded.class, ended(next, task));
    assertEquals(List.of("x"), Files.readAllLines(ran));
  }

  @Test
  void an_intent_without_a_command_behind_it_counts_as_not_started_and_is_started_once() throws Exception {
    Task task = hook("echo done", 10, false);
    TaskFolder kept = new TaskFolder(kept(task));
    kept.make();
    kept.write(new TaskFolder.Intent(1, Machine.here().boot(), Long.MAX_VALUE));
    assertInstanceOf(Outcome.NotStarted.class, tasks.outcome(TARGET, task));
    tasks.start(TARGET, task, Optional.empty(), 1);
    assertEquals(new Outcome.Succeeded("done"), ended(tasks, task));
  }

  @Test
  void a_hook_of_which_no_exit_code_is_left_is_lost_and_repeated_only_when_that_is_declared_harmless() throws Exception {
    Task task = hook("echo again; exec sleep 60", 100, false);
    tasks.start(TARGET, task, Optional.empty(), 1);
    until(kept(task).resolve("claim-1"));
    Claim claim = ((Claim.Seen.Made) Claim.read(kept(task).resolve("claim-1"))).claim();
    claim.leader().signal(Machine.here(), Signal.KILL);
    claim.main().signal(Machine.here(), Signal.KILL);
    for (var left : ProcessTable.read().withEnvironment("SLIPWAY_TASK=" + kept(task) + "#1")) {
      ProcessHandle.of(left.pid()).ifPresent(ProcessHandle::destroyForcibly);
    }
    assertInstanceOf(Outcome.Lost.class, ended(tasks, task));
    tasks.start(TARGET, task, Optional.empty(), 1);
    assertInstanceOf(Outcome.Lost.class, tasks.outcome(TARGET, task));
    Task harmless = hook("echo again", 100, true);
    tasks.start(TARGET, harmless, Optional.empty(), 1);
    assertEquals(new Outcome.Succeeded("again"), ended(tasks, harmless));
  }

  @Test
  void an_output_without_end_is_cut() throws Exception {
    Task task = hook("head -c 30000000 /dev/zero | tr '\\0' 'x'; sleep 0.3; echo; echo end", 20, false);
    Outcome.Succeeded done = (Outcome.Succeeded) run(task);
    assertTrue(done.output().endsWith("end") && done.output().length() <= 8_192);
    assertTrue(Files.size(kept(task).resolve("output-1.log")) < 30_000_000);
  }

  private interface Asking {
    void with(Endpoint at) throws Exception;
  }

  private static void serving(AtomicInteger calls, Asking asking) throws Exception {
    HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", exchange -> {
      int call = calls.incrementAndGet();
      String path = exchange.getRequestURI().getPath();
      int status = path.equals("/broken") || (path.equals("/twice") && call < 3) ? 500 : path.equals("/moved") ? 302 : 200;
      byte[] body = (path.equals("/broken") ? "no\n database" : exchange.getRequestMethod() + " welcome").getBytes(StandardCharsets.UTF_8);
      try {
        if (path.equals("/slow")) {
          Thread.sleep(400);
        }
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      boolean head = exchange.getRequestMethod().equals("HEAD");
      exchange.getResponseHeaders().add("Location", "/broken");
      exchange.sendResponseHeaders(status, head ? -1 : path.equals("/endless") ? 1_000_000 : body.length);
      if (!head) {
        exchange.getResponseBody().write(body);
        exchange.getResponseBody().flush();
      }
      if (!path.equals("/endless")) {
        exchange.close();
      }
    });
    server.start();
    try {
      asking.with(new Endpoint("127.0.0.1", server.getAddress().getPort()));
    } finally {
      server.stop(0);
    }
  }

  private Outcome asked(Endpoint at, Task task) throws InterruptedException {
    tasks.start(TARGET, task, Optional.of(at), 1);
    return ended(tasks, task);
  }

  @Test
  void checks_that_are_answered_right_pass_also_for_a_server_that_comes_later() throws Exception {
    serving(new AtomicInteger(), at -> {
      Task task = ask(
          Check.get("/"), new Check("HEAD", "/", Optional.of(200), Duration.ofSeconds(5), Optional.empty()),
          new Check("POST", "/x?y=z", Optional.empty(), Duration.ofSeconds(5), Optional.of("POST wel")), Check.get("/moved"));
      Outcome.Succeeded done = (Outcome.Succeeded) asked(at, task);
      assertEquals(4, done.output().lines().filter(l -> l.startsWith("passed: ")).count(), done::output);
      assertEquals(done, new LocalTasks(state, Nobody.ASKS).outcome(TARGET, task));
    });
  }

  @Test
  void each_check_that_fails_tells_what_was_asked_what_came_and_why_that_is_wrong() throws Exception {
    serving(new AtomicInteger(), at -> {
      Task task = ask(
          Check.get("/broken"), Check.get("/fine"), new Check("GET", "/slow", Optional.empty(), Duration.ofMillis(100), Optional.empty()),
          new Check("GET", "/page", Optional.of(204), Duration.ofSeconds(5), Optional.of("Order now")),
          new Check("GET", "/endless", Optional.empty(), Duration.ofMillis(100), Optional.empty()));
      Outcome.Failed failed = (Outcome.Failed) asked(at, task);
      String said = failed.reason().replaceAll(" in [0-9]+ ms", " in N ms");
      assertTrue(said.contains("GET /broken answered 500 in N ms, must be 2xx or 3xx: no database (asked 3 times)"), said);
      assertTrue(said.contains("GET /slow answered 200 in N ms, must take at most 100 ms"), said);
      assertTrue(said.contains("GET /page answered 200 in N ms, must be 204, must contain \"Order now\": GET welcome"), said);
      assertTrue(said.contains("GET /endless gave no whole answer within 1100 ms"), said);
      assertFalse(said.contains("/fine"), said);
      assertTrue(failed.output().contains("passed: GET /fine answered 200"), failed.output());
    });
  }

  @Test
  void a_check_that_is_right_at_the_third_asking_passes() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    serving(calls, at -> assertInstanceOf(Outcome.Succeeded.class, asked(at, ask(Check.get("/twice")))));
    assertEquals(3, calls.get());
  }

  @Test
  void a_preview_that_nobody_answers_at_fails_and_one_that_is_not_known_is_asked_for_later() throws Exception {
    Task task = ask(Check.get("/"));
    assertEquals("SLW-3064", assertThrows(OutsideException.class, () -> tasks.start(TARGET, task, Optional.empty(), 1)).code());
    assertInstanceOf(Outcome.NotStarted.class, tasks.outcome(TARGET, task));
    int nobody;
    try (var socket = new java.net.ServerSocket(0)) {
      nobody = socket.getLocalPort();
    }
    Outcome.Failed failed = (Outcome.Failed) asked(new Endpoint("127.0.0.1", nobody), task);
    assertTrue(failed.reason().contains("GET / was not answered: connection to 127.0.0.1:" + nobody + " refused"), failed.reason());
  }

  @Test
  void checks_that_a_crash_interrupted_are_lost_and_asked_again() throws Exception {
    Task task = ask(Check.get("/"));
    TaskFolder kept = new TaskFolder(kept(task));
    kept.make();
    kept.write(new TaskFolder.Intent(1, Machine.here().boot(), 0));
    assertInstanceOf(Outcome.Lost.class, tasks.outcome(TARGET, task));
    serving(new AtomicInteger(), at -> assertInstanceOf(Outcome.Succeeded.class, asked(at, task)));
  }
}
