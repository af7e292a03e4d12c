package dev.slipway.bench;

import dev.slipway.bench.rig.Installation;
import dev.slipway.bench.rig.Program.Ended;
import dev.slipway.bench.rig.Workspace;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A user without rights, with an installation of Slipway that such a user can read and a home of its own. */
final class Stranger implements AutoCloseable {
  private static final String USER = "65534";
  private static final int MOST_SECONDS = 60;

  private final Workspace workspace = Workspace.create();
  private final Path launcher;

  Stranger() throws IOException, InterruptedException {
    Files.setPosixFilePermissions(workspace.folder(), PosixFilePermissions.fromString("rwxr-xr-x"));
    launcher = workspace.folder().resolve("readable/bin/slipway");
    Path assembled = Installation.namedOrAssembled(workspace.folder().resolve("home")).launcher();
    copy(assembled.getParent().getParent(), launcher.getParent().getParent());
    if (System.getProperty("slipway.launcher") == null) {
      copyClassPath(launcher.resolveSibling("../lib").normalize());
    }
    workspace.run(List.of("chmod", "-R", "a+rX", launcher.getParent().getParent().toString()));
    workspace.run(List.of("install", "-d", "-o", USER, "-g", USER, home().toString()));
    Ended version = run("--version");
    if (version.exit() != 0) {
      System.err.println("SKIPPED files without permission: slipway cannot be run as a user without rights here: " + version.said());
    }
    Assumptions.assumeTrue(version.exit() == 0, "SKIPPED: only root can run a command as another user, who must be able to read the JDK");
  }

  /** A folder that is this user's own. */
  Path home() {
    return workspace.folder().resolve("theirs");
  }

  /** The state folder of this user's own server. */
  Path state() {
    return home().resolve(".slipway");
  }

  /** A file that belongs to root and that nobody else may read. */
  Path locked(String name, String text) throws IOException {
    return Files.setPosixFilePermissions(readable(name, text), PosixFilePermissions.fromString("---------"));
  }

  /** A file that everybody may read. */
  Path readable(String name, String text) throws IOException {
    Path file = workspace.write("project/" + name, text);
    workspace.run(List.of("chmod", "-R", "a+rX", workspace.folder().resolve("project").toString()));
    return file;
  }

  /** Runs {@code slipway ARGUMENTS} as that user, without groups and without any right of root's. */
  Ended run(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("setpriv", "--reuid=" + USER, "--regid=" + USER, "--clear-groups", launcher.toString()));
    command.addAll(List.of(arguments));
    Path out = workspace.folder().resolve("stranger.out");
    Path err = workspace.folder().resolve("stranger.err");
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(home().toFile()).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", System.getenv("PATH"));
    builder.environment().put("SLIPWAY_AOT", "off");
    builder.environment().put("HOME", home().toString());
    builder.environment().put("SLIPWAY_STATE", state().toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("not ended within " + MOST_SECONDS + " s: " + command);
    }
    return new Ended(process.exitValue(), Workspace.read(out), Workspace.read(err), 0);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : all.toList()) {
        Path place = to.resolve(from.relativize(each).toString());
        Files.createDirectories(place.getParent());
        if (!Files.isDirectory(each)) {
          Files.copy(each, place, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
  }

  /** What the tests run with may lie where only their own user can read. */
  private static void copyClassPath(Path lib) throws IOException {
    String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> entries = new ArrayList<>();
    for (String entry : classPath.split(File.pathSeparator)) {
      Path from = Path.of(entry);
      String name = entries.size() + "-" + from.getFileName();
      copy(from, lib.resolve(name));
      entries.add(Files.isDirectory(from) ? name + "/" : name);
    }
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, String.join(" ", entries));
    new JarOutputStream(Files.newOutputStream(lib.resolve("slipway.jar")), manifest).close();
  }

  @Override
  public void close() throws IOException, InterruptedException {
    if (Files.isDirectory(state())) {
      run("server", "stop");
      String pid = Workspace.read(state().resolve("proxy/proxy.pid")).strip();
      if (!pid.isEmpty()) {
        ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroy);
      }
    }
    workspace.close();
  }
}
