package dev.slipway.adapters.haproxy;

import dev.slipway.adapters.linux.DurableFile;
import dev.slipway.adapters.linux.Machine;
import dev.slipway.adapters.linux.ProcessIdentity;
import dev.slipway.adapters.linux.ProcessStat;
import dev.slipway.core.spi.OutsideException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** The process of an HAProxy that Slipway started, in a session of its own so that it outlives whoever started it. */
final class OwnProcess {
  private static final Duration START_TIMEOUT = Duration.ofSeconds(15);
  private static final long POLL_MILLIS = 20;
  private static final int MOST_REMEMBERED = 50;

  private final OwnFiles files;
  private final RuntimeApi api;
  private final LongSupplier nanoClock;
  private final Machine machine = Machine.here();
  private final Program program;

  OwnProcess(OwnFiles files, RuntimeApi api, LongSupplier nanoClock) {
    this.files = files;
    this.api = api;
    this.nanoClock = nanoClock;
    this.program = new Program(files.folder());
  }

  /** The one that answers, if one does. */
  Optional<ProcessIdentity> serving() {
    try {
      return api.ask("show info").lines().filter(l -> l.matches("Pid: [0-9]{1,18}")).findFirst()
          .flatMap(l -> identity(Long.parseLong(l.substring("Pid: ".length()))));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Those that no longer take connections and still finish what they have; whoever serves now is known by it, whoever started it. */
  List<ProcessIdentity> leaving() throws IOException {
    Optional<ProcessIdentity> now = serving();
    if (now.isPresent() && !remembered().contains(now.get())) {
      remember(now.get());
    }
    return remembered().stream().filter(p -> !now.equals(Optional.of(p)) && p.alive(machine)).toList();
  }

  /** Starts it with the files as they are, if it does not run. */
  synchronized void ensureRunning() {
    if (serving().isPresent()) {
      return;
    }
    try {
      List<ProcessIdentity> all = remembered();
      if (!all.isEmpty() && all.getLast().alive(machine)) {
        throw new OutsideException(
            "SLW-4157", "HAProxy (process " + all.getLast().pid() + ") runs but does not answer at " + api.address()
                + ". Traffic goes on by its last table if it still serves. If it hangs, end it: Slipway starts it anew with that table");
      }
      program.check(files.configuration(), files.backends());
      start(Optional.empty());
    } catch (IOException e) {
      throw cannot(e);
    }
  }

  /** Puts another configuration in force, without closing a listener. One that HAProxy does not take changes nothing. */
  synchronized void configure(String text) {
    try {
      files.make();
      if (files.known() && Files.readString(files.configuration()).equals(text)) {
        ensureRunning();
        return;
      }
      Path next = files.folder().resolve("next.cfg");
      DurableFile.write(next, text);
      program.check(next, files.backends());
      Optional<String> earlier = DurableFile.read(files.configuration());
      Optional<ProcessIdentity> before = serving();
      DurableFile.write(files.configuration(), text);
      Files.deleteIfExists(next);
      try {
        start(before);
      } catch (OutsideException e) {
        restore(earlier);
        throw e;
      }
    } catch (IOException e) {
      throw cannot(e);
    }
  }

  private void restore(Optional<String> earlier) throws IOException {
    if (earlier.isPresent()) {
      DurableFile.write(files.configuration(), earlier.get());
    } else {
      Files.deleteIfExists(files.configuration());
    }
  }

  /** It closes its addresses, finishes what it has and ends. */
  synchronized void leave() {
    Optional<ProcessIdentity> now = serving();
    if (now.isPresent()) {
      try {
        program.leave(now.get().pid());
        Files.deleteIfExists(files.configuration());
      } catch (IOException e) {
        throw cannot(e);
      }
    }
  }

  private void start(Optional<ProcessIdentity> before) throws IOException {
    List<String> command = new ArrayList<>(List.of(
        "setsid", Program.name(), "-db", "-f", files.configuration().toString(), "-f", files.backends().toString()));
    before.ifPresent(b -> command.addAll(List.of("-x", files.socket().toString(), "-sf", Long.toString(b.pid()))));
    Process process = new ProcessBuilder(command)
        .redirectInput(new File("/dev/null"))
        .redirectError(ProcessBuilder.Redirect.appendTo(files.log().toFile()))
        .redirectOutput(ProcessBuilder.Redirect.appendTo(accessLog().toFile()))
        .start();
    long deadlineNanos = nanoClock.getAsLong() + START_TIMEOUT.toNanos();
    while (nanoClock.getAsLong() - deadlineNanos < 0) {
      Optional<ProcessIdentity> now = serving();
      if (now.filter(n -> n.pid() == process.pid()).isPresent()) {
        remember(now.get());
        return;
      }
      if (!process.isAlive()) {
        throw new OutsideException(
            "SLW-4159", "HAProxy ended at once with exit code " + process.exitValue() + ". "
                + (before.isPresent() ? "The one before goes on" : "Nothing is routed by it") + ". Look at: " + files.log());
      }
      pause();
    }
    throw new OutsideException(
        "SLW-4160", "HAProxy did not answer within " + START_TIMEOUT.toSeconds() + " s of its start. Look at: " + files.log());
  }

  /** HAProxy cannot write a file; what it logs to its standard output goes there. */
  private Path accessLog() throws IOException {
    Optional<Path> asked = DurableFile.read(files.accessLogPath()).map(String::strip).filter(p -> !p.isEmpty()).map(Path::of);
    if (asked.isPresent()) {
      Files.createDirectories(DurableFile.folderOf(asked.get()));
    }
    return asked.orElse(files.log());
  }

  private List<ProcessIdentity> remembered() throws IOException {
    return DurableFile.read(files.pid()).orElse("").lines().flatMap(l -> ProcessIdentity.parse(l.strip()).stream()).toList();
  }

  private void remember(ProcessIdentity now) throws IOException {
    List<ProcessIdentity> all = new ArrayList<>(remembered().stream().filter(p -> p.alive(machine)).toList());
    all.add(now);
    List<ProcessIdentity> last = all.subList(Math.max(0, all.size() - MOST_REMEMBERED), all.size());
    DurableFile.write(files.pid(), String.join("\n", last.stream().map(ProcessIdentity::toString).toList()) + "\n");
  }

  private Optional<ProcessIdentity> identity(long pid) {
    return ProcessStat.of(pid).map(s -> new ProcessIdentity(machine.boot(), pid, s.startTicks()));
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  static OutsideException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new OutsideException("SLW-4161", "interrupted while HAProxy was starting; it may be running", e);
  }

  private static OutsideException cannot(IOException e) {
    return new OutsideException("SLW-4162", "HAProxy cannot be started: " + e.getMessage()
        + ". Traffic stays as it is. Is haproxy installed?", e);
  }
}
