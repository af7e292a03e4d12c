package dev.slipway.adapters.process;

import dev.slipway.core.release.Release;
import dev.slipway.core.rollout.InstanceId;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A server in a process of its own, made to be killed: asks for instances without end. */
final class ServerProcess {
  private ServerProcess() {}

  static Process fork(Path state, Release release, int instances) throws IOException {
    Path wanted = state.resolveSibling("wanted.json");
    Intent intent = new Intent(Workshop.TARGET, Workshop.id(release), release, 1, 1, 1, "x", new Intent.Moment("", 0), 0, 0, 0,
        Optional.empty());
    Files.writeString(wanted, IntentFile.write(intent));
    String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                System.getProperty("java.home") + "/bin/java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx64m", "-cp", classPath,
                ServerProcess.class.getName(), state.toString(), wanted.toString(), Integer.toString(instances)));
    return builder.redirectError(new File("/dev/null")).start();
  }

  public static void main(String[] arguments) throws Exception {
    Path file = Path.of(arguments[1]);
    Release release = IntentFile.read(Files.readString(file), file).release();
    Map<InstanceId, Release> wanted = new LinkedHashMap<>();
    for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
      wanted.put(new InstanceId(release.id(), i), release);
    }
    ProcessPlatform platform = new ProcessPlatform(Path.of(arguments[0]), Workshop.PORTS);
    System.out.print("s");
    System.out.flush();
    for (int turns = 0; turns < 100_000; turns++) {
      platform.converge(Workshop.TARGET, wanted, Set.of(), 1);
      platform.observe(Workshop.TARGET);
      Thread.sleep(5);
    }
  }
}
