package dev.slipway.adapters.nginx;

import dev.slipway.adapters.linux.DurableFile;
import dev.slipway.adapters.linux.Machine;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.traffic.RouterSpec;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A team's own nginx, whose configuration includes the file that Slipway writes. Slipway never starts or stops it. */
final class TeamNginx implements Nginx {
  private static final Pattern PID = Pattern.compile("(?m)^[ \\t]*pid[ \\t]+[\"']?([^;\"'\\s]+)[\"']?[ \\t]*;");
  private static final String UNTOUCHED = ". Nothing was written; traffic stays as it is. ";

  private final Place place;
  private final RouterSpec.Nginx spec;
  private final Commands commands;
  private final Machine machine;
  private Optional<String> built = Optional.empty();

  TeamNginx(Place place, RouterSpec.Nginx spec, Commands commands, Machine machine) {
    this.place = place;
    this.spec = spec;
    this.commands = commands;
    this.machine = machine;
  }

  @Override
  public void check(String candidate, Optional<String> live) throws IOException {
    Path conf = conf();
    String whole = with(conf, candidate).orElseThrow(() -> new OutsideException("SLW-4220", conf + " does not include " + place.live()
        + UNTOUCHED
        + "Add to its http block: include " + place.live() + ";"));
    Commands.Ended ended = tried(conf, whole);
    if (ended.exit() == 0) {
      return;
    }
    Commands.Ended before = tried(conf, with(conf, live.orElse("")).orElse(whole));
    throw before.exit() != 0
        ? new OutsideException("SLW-4206", "nginx refuses " + conf + " as it is, without anything new of Slipway's: " + before.brief()
            + UNTOUCHED
            + "Put it right until nginx -t passes")
        : new OutsideException("SLW-4208", "nginx refuses the configuration: " + ended.brief() + UNTOUCHED + "The whole of it: "
            + folder().resolve(conf.getFileName()));
  }

  @Override
  public Optional<Master> master() throws IOException {
    return PidFile.read(pidFile(conf()), machine);
  }

  @Override
  public void reload(Master master) {
    if (spec.reload().isEmpty()) {
      Nginx.signal(commands, "HUP", master.pid());
      return;
    }
    Commands.Ended ended = commands.run(List.of("/bin/sh", "-c", spec.reload().get()), CHECK_LIMIT);
    if (ended.exit() != 0) {
      throw new OutsideException("SLW-4209", "nginx was not reloaded: \"" + spec.reload().get() + "\" ended with " + ended.exit() + ": "
          + ended.brief()
          + ". Traffic stays as it is");
    }
  }

  @Override
  public void takeDown(Master master) {
    reload(master);
  }

  @Override
  public void start() throws IOException {
    throw new OutsideException("SLW-4207", "your nginx does not run: " + pidFile(conf())
        + " names no master of it. Nothing is routed by it. "
        + "Start it, or say where its number is: router: { nginx: { pid: … } }");
  }

  private Optional<String> with(Path conf, String text) throws IOException {
    try {
      return MainConf.with(conf, place.live(), text);
    } catch (IOException e) {
      throw new OutsideException("SLW-4223", "the configuration of your nginx cannot be read: " + e + UNTOUCHED
          + "Let Slipway's user read it, or say where it is: router: { nginx: { conf: … } }", e);
    }
  }

  /** In a folder that shows everything that the main configuration's own folder has, since paths in it count from there. */
  private Commands.Ended tried(Path conf, String whole) throws IOException {
    DurableFile.removeTree(folder());
    Files.createDirectory(folder());
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(DurableFile.folderOf(conf))) {
      for (Path entry : entries) {
        if (!entry.getFileName().equals(conf.getFileName())) {
          Files.createSymbolicLink(folder().resolve(entry.getFileName()), entry.toAbsolutePath());
        }
      }
    }
    Path trial = folder().resolve(conf.getFileName());
    DurableFile.write(trial, whole);
    return commands.run(Commands.words(command(), "-t", "-q", "-c", trial.toString()), CHECK_LIMIT);
  }

  private Path folder() {
    return place.folder().resolve("check");
  }

  private String command() {
    return spec.command().orElse("nginx");
  }

  /** As written, or as the running master was told, or as nginx was built. */
  private Path conf() throws IOException {
    if (spec.conf().isPresent()) {
      return Path.of(spec.conf().get());
    }
    Path usual = Path.of(built("conf-path", "/etc/nginx/nginx.conf"));
    List<String> told = PidFile.read(pidFile(usual), machine).map(Master::arguments).orElse(List.of());
    int at = told.indexOf("-c");
    return at >= 0 && at + 1 < told.size() && told.get(at + 1).startsWith("/") ? Path.of(told.get(at + 1)) : usual;
  }

  private Path pidFile(Path conf) throws IOException {
    if (spec.pid().isPresent()) {
      return Path.of(spec.pid().get());
    }
    Matcher said = PID.matcher(DurableFile.read(conf).orElse(""));
    Path prefix = Path.of(built("prefix", "/usr/share/nginx"));
    return prefix.resolve(said.find() ? said.group(1) : built("pid-path", "/run/nginx.pid"));
  }

  /** What nginx was built with. */
  private String built(String argument, String otherwise) {
    if (built.isEmpty()) {
      built = Optional.of(commands.run(Commands.words(command(), "-V"), CHECK_LIMIT).said());
    }
    Matcher found = Pattern.compile("--" + argument + "=(\\S+)").matcher(built.get());
    return found.find() ? found.group(1) : otherwise;
  }
}
