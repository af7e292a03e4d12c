package dev.slipway.cli.init;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.analysis.Otherwise;
import dev.slipway.core.rollout.Policy;
import dev.slipway.core.strategy.Strategy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class InitFileTest extends SampleFolder {
  @Test
  void an_empty_folder_is_told_what_was_looked_for() throws IOException {
    assertTrue(assertInstanceOf(InitFile.Outcome.Unable.class, InitFile.write(folder, p -> true)).why().contains("package.json"));
  }

  @Test
  void a_file_that_is_there_is_never_touched() throws IOException {
    put("index.html", "x");
    for (String name : List.of("slipway.yml", "slipway.yaml")) {
      put(name, "mine");
      assertInstanceOf(InitFile.Outcome.Existing.class, InitFile.write(folder, p -> true));
      assertEquals("mine", Files.readString(folder.resolve(name)));
    }
  }

  @Test
  void a_project_file_that_cannot_be_understood_is_named() throws IOException {
    put("package.json", "{ name: ");
    assertTrue(assertThrows(IllegalArgumentException.class, () -> InitFile.write(folder, p -> true)).getMessage().startsWith("SLW-6052 "));
    put("pom.xml", "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><project>&e;</project>");
    assertTrue(assertThrows(IllegalArgumentException.class, () -> InitFile.write(folder, p -> true)).getMessage().startsWith("SLW-6052 "));
  }

  @Test
  void ports_that_are_taken_are_passed_over() throws IOException {
    put("index.html", "x");
    assertInstanceOf(InitFile.Outcome.Written.class, InitFile.write(folder, p -> p != 8080 && p != 8082));
    Written written = read("", "", List.of());
    assertEquals(8081, written.staging().settings().listen().port());
    assertEquals(8083, written.config().environments().get("production").settings().listen().port());
  }

  @Test
  void staging_switches_at_once_and_production_goes_in_steps_that_are_judged() throws IOException {
    put("index.html", "x");
    Written written = write();
    assertInstanceOf(Strategy.BlueGreen.class, written.staging().policy().strategy());
    assertEquals(Otherwise.PROMOTE, written.staging().policy().onNoData());
    Policy production = written.config().environments().get("production").policy();
    assertInstanceOf(Strategy.Canary.class, production.strategy());
    assertEquals(3, production.triggers().size());
  }

  @Test
  void the_copy_that_is_shipped_leaves_out_what_does_not_belong_to_the_program() throws Exception {
    for (String name : List.of("server.js", "slipway.yaml", "node_modules/x/index.js", ".git/HEAD", ".venv/bin/python",
        "slipway-app/old.js", "a b/c")) {
      put(name, name);
    }
    Process made = new ProcessBuilder("sh", "-c", ShippedCopy.command(".")).directory(folder.toFile()).redirectErrorStream(true).start();
    assertEquals("", new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    assertEquals(0, made.waitFor());
    try (Stream<Path> files = Files.walk(folder.resolve("slipway-app"))) {
      List<String> names = files.filter(Files::isRegularFile).map(f -> folder.resolve("slipway-app").relativize(f).toString()).sorted()
          .toList();
      assertEquals(List.of("a b/c", "node_modules/x/index.js", "server.js"), names);
    }
  }

  @Test
  void text_that_yaml_would_misread_is_quoted() {
    for (String text : List.of("1", "true", "a: b", "a #b", "-x", "it's", "", "@a", "{a}", "a:", ".5", "*x")) {
      assertEquals(text, new Load(LoadSettings.builder().build()).loadFromString(InitText.scalar(text)), text);
    }
    assertEquals("${artifact} -port ${port}", InitText.scalar("${artifact} -port ${port}"));
  }
}
