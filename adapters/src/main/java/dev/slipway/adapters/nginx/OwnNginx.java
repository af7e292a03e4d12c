package dev.slipway.adapters.nginx;

import dev.slipway.adapters.linux.DurableFile;
import dev.slipway.adapters.linux.ListeningSockets;
import dev.slipway.adapters.linux.Machine;
import dev.slipway.adapters.linux.ProcessStat;
import dev.slipway.adapters.linux.ProcessTable;
import dev.slipway.core.spi.OutsideException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** An nginx that Slipway configures and starts, one for each target. It makes itself a daemon, so that it outlives whoever started it. */
final class OwnNginx implements Nginx {
  private static final String WORKER = "nginx: worker process";
  private final Place place;
  private final String command;
  private final Commands commands;
  private final Machine machine;

  OwnNginx(Place place, String command, Commands commands, Machine machine) {
    this.place = place;
    this.command = command;
    this.commands = commands;
    this.machine = machine;
  }

  @Override
  public void check(String candidate, Optional<String> live) throws IOException {
    DurableFile.write(place.candidate(), candidate);
    Commands.Ended ended = commands.run(call("-t", "-q", place.candidate()), CHECK_LIMIT);
    if (ended.exit() != 0) {
      throw new OutsideException("SLW-4208", "nginx refuses the configuration: " + ended.brief()
          + ". Nothing was written; traffic stays as it is. The configuration: " + place.candidate());
    }
  }

  @Override
  public Optional<Master> master() throws IOException {
    Optional<String> name = DurableFile.read(place.current()).flatMap(ConfigText::parse).map(c -> c.from().pidFile());
    return name.isEmpty() ? Optional.empty() : PidFile.read(place.folder().resolve(name.get()), machine)
        .filter(m -> m.arguments().contains(place.live().toString()));
  }

  @Override
  public void reload(Master master) {
    Nginx.signal(commands, "HUP", master.pid());
  }

  @Override
  public void start() throws IOException {
    letOrphansGo();
    Commands.Ended ended = commands.run(call("-q", place.live()), CHECK_LIMIT);
    if (ended.exit() != 0) {
      throw new OutsideException("SLW-4210", "nginx does not start: " + ended.brief() + ". Nothing is routed by it. Look at: "
          + place.folder().resolve("error.log"));
    }
  }

  @Override
  public void takeDown(Master master) {
    Nginx.signal(commands, "QUIT", master.pid());
  }

  private List<String> call(String first, Path conf) {
    return Commands.words(command, first, "-c", conf.toString(), "-p", place.folder().toString());
  }

  private List<String> call(String first, String second, Path conf) {
    return Commands.words(command, first, second, "-c", conf.toString(), "-p", place.folder().toString());
  }

  /** Workers whose master was killed hold its addresses; they are known by the counts that they write. */
  private void letOrphansGo() throws IOException {
    if (!Files.exists(place.counts())) {
      return;
    }
    Path counts = place.counts().toRealPath();
    for (ProcessStat each : ProcessTable.read().processes()) {
      boolean orphan = Master.title(each.pid()).equals(WORKER) && !Master.title(each.parent()).startsWith(Master.TITLE);
      boolean ours = orphan && ListeningSockets.descriptors(each.pid()).stream().flatMap(List::stream).anyMatch(fd -> leadsTo(fd, counts));
      if (ours) {
        Nginx.signal(commands, "QUIT", each.pid());
      }
    }
  }

  private static boolean leadsTo(Path descriptor, Path file) {
    try {
      return Files.readSymbolicLink(descriptor).equals(file);
    } catch (IOException e) {
      return false; // Closed meanwhile.
    }
  }
}
