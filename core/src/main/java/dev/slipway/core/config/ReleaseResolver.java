package dev.slipway.core.config;

import dev.slipway.core.release.Digest;
import dev.slipway.core.release.Release;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.release.RunSpec;
import dev.slipway.core.text.CanonicalText;
import dev.slipway.core.traffic.TargetSettings;
import java.util.Map;
import java.util.TreeMap;

/** Makes the release that a version is in an environment. Pure: the same bytes and the same configuration give the same release. */
public final class ReleaseResolver {
  private static final int LONGEST_IN_ID = 100;
  private static final String VERSION = "[A-Za-z0-9][A-Za-z0-9._+/@:-]{0,127}";

  private ReleaseResolver() {}

  /**
   * Whether a text may be a version: letters, digits and {@code . _ + / @ : -}, beginning with a letter or digit, without {@code ..}, for
   * it becomes part of file names.
   */
  public static boolean isVersion(String text) {
    return text.matches(VERSION) && !text.contains("..");
  }

  /**
   * The release.
   *
   * @param version as the person typed it
   * @param artifact digest of the bytes found for it
   * @throws IllegalArgumentException when the version is none
   */
  public static Release resolve(EnvironmentConfig environment, String version, Digest artifact) {
    if (!isVersion(version)) {
      throw new IllegalArgumentException("not a version: " + version);
    }
    RunSpec run = run(environment, version);
    Digest configuration = configuration(environment, run, version);
    Digest content = new CanonicalText().line("artifact", artifact.hex()).line("configuration", configuration.hex()).digest();
    return new Release(new ReleaseId(nameOf(version) + "-" + content.brief()), version, artifact, configuration, run);
  }

  private static RunSpec run(EnvironmentConfig environment, String version) {
    Map<String, String> variables = new TreeMap<>();
    environment.environment().forEach((name, value) -> variables.put(name, value.replace("${version}", version)));
    return new RunSpec(
        environment.instances(),
        environment.artifact().isImage() ? environment.artifact().fileOf(version) : fileName(environment.artifact().fileOf(version)),
        environment.artifact().run(),
        variables,
        environment.health(),
        environment.stopGrace(),
        environment.memoryLimitBytes(),
        environment.platform());
  }

  /** Everything that decides how an instance runs and is reached. The version does only where the command or a variable names it. */
  private static Digest configuration(EnvironmentConfig environment, RunSpec run, String version) {
    CanonicalText text =
        new CanonicalText()
            .line("format", "1")
            .line("file", fileName(environment.artifact().file()))
            .line("run", run.command().replace("${version}", version))
            .line("instances", Integer.toString(run.instances()))
            .line("ready", run.health().ready().orElse(""))
            .line("live", run.health().live().orElse(""))
            .line("detail", run.health().detail().orElse(""))
            .line("interval", run.health().interval().toString())
            .line("timeout", run.health().timeout().toString())
            .line("startup-deadline", run.health().startupDeadline().toString())
            .line("stop-grace", run.stopGrace().toString())
            .line("memory", run.memoryLimitBytes().map(String::valueOf).orElse(""));
    environment.platform().ifPresent(p -> p.spell((name, value) -> text.line(name, value)));
    address(environment.settings(), text);
    new TreeMap<>(run.environment()).forEach((name, value) -> text.line("env " + name, value));
    return text.digest();
  }

  /** Where it is reached is no part of how it runs, but must come into force when it alone was changed. */
  private static void address(TargetSettings settings, CanonicalText text) {
    text.line("listen", settings.listen().toString())
        .line("tls", settings.tls().map(t -> t.certificate() + "\n" + t.key()).orElse(""))
        .line("sticky", settings.sticky().map(ReleaseResolver::spell).orElse(""))
        .line("drain", settings.drain().toString());
  }

  private static String spell(TargetSettings.Sticky sticky) {
    return switch (sticky) {
      case TargetSettings.Sticky.Cookie(String name) -> "cookie " + name;
      case TargetSettings.Sticky.Header(String name) -> "header " + name;
    };
  }

  private static String nameOf(String version) {
    String safe = version.replaceAll("[^A-Za-z0-9._+-]", "_");
    return safe.length() > LONGEST_IN_ID ? safe.substring(0, LONGEST_IN_ID) : safe;
  }

  /** A path's last name; a path that ends in none, as {@code .} does, is called app. */
  private static String fileName(String path) {
    String trimmed = path.replaceAll("/+$", "");
    String last = trimmed.substring(trimmed.lastIndexOf('/') + 1);
    return last.isEmpty() || last.equals(".") || last.equals("..") ? "app" : last;
  }
}
