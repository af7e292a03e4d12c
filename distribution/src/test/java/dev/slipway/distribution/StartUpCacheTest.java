package dev.slipway.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.release.Releases;
import dev.slipway.release.history.Repository;
import dev.slipway.release.plan.PartPlan;
import dev.slipway.release.plan.Wishes;
import dev.slipway.release.settings.Settings;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What makes a start-up cache hold what it should: a cache that does not is no failure anywhere else, only a slow start. */
class StartUpCacheTest {
  private static final int JAVA_8 = 52;

  @TempDir private Path folder;

  @Test
  void release_commands_are_trained_on_a_repository_that_has_something_to_release() throws Exception {
    Path repository = TrainingRepository.in(folder.resolve("repository"));
    PartPlan plan = new Releases(Repository.at(repository), Settings.DEFAULT).plan(Wishes.NONE).getFirst();
    assertEquals("v1.0.0", plan.last().orElseThrow().tag());
    assertEquals("v2.0.0", plan.nextTag().orElseThrow());
  }

  @Test
  void the_jar_that_ships_holds_no_class_of_a_form_that_no_cache_keeps_and_does_what_it_did() throws Exception {
    Path old = Path.of(CommandLine.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path fresh = folder.resolve("renewed.jar");
    assertTrue(RenewedJar.write(old, fresh) > 100);
    try (JarFile jar = new JarFile(fresh.toFile()); JarFile before = new JarFile(old.toFile());
        URLClassLoader loader = new URLClassLoader(new URL[] {fresh.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
      assertEquals(before.stream().map(Object::toString).toList(), jar.stream().map(Object::toString).toList());
      for (String name : jar.stream().map(Object::toString).filter(n -> n.endsWith(".class")).toList()) {
        byte[] bytes = jar.getInputStream(jar.getEntry(name)).readAllBytes();
        assertTrue(((bytes[6] & 0xff) << 8 | bytes[7] & 0xff) >= JAVA_8, name);
        if (name.startsWith("picocli/CommandLine")) {
          // Initialised, so that the JVM checks every method's maps.
          Class.forName(name.replace('/', '.').replace(".class", ""), true, loader);
        }
      }
    }
  }
}
