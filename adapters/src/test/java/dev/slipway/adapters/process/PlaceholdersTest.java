package dev.slipway.adapters.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.adapters.linux.Detached;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PlaceholdersTest {
  @TempDir Path folder;

  private String run(String command, Map<String, String> environment) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", Placeholders.replace(command, environment));
    builder.environment().putAll(environment);
    builder.directory(folder.toFile()).redirectErrorStream(true);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said.strip();
  }

  @Test
  void harmless_values_are_put_in_whatever_the_quotes() {
    Map<String, String> values = Map.of("PORT", "8080", "SLIPWAY_VERSION", "1.4.0+a", "SLIPWAY_ARTIFACT", "/x/app.jar",
        "SLIPWAY_INSTANCE", "i.0");
    assertEquals(
        "java -jar /x/app.jar '8080' \"1.4.0+a\" i.0 ${HOME} $1",
        Placeholders.replace("java -jar ${artifact} '${port}' \"${version}\" ${instance} ${HOME} $1", values));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1; touch broken", "$(touch broken)", "`touch broken`", "1' ; touch broken ; '", "1\" ; touch broken ; \"",
      "1\ntouch broken", "&& touch broken", "| touch broken", "${IFS}touch"})
  void no_value_is_ever_read_as_a_command(String evil) throws Exception {
    for (String command : new String[] {"echo ${version}", "echo \"${version}\"", "echo '${version}'", "echo a${version}b"}) {
      run(command, Map.of("SLIPWAY_VERSION", evil));
      assertFalse(Files.exists(folder.resolve("broken")), command);
    }
    assertEquals(evil, run("printf %s \"${version}\"", Map.of("SLIPWAY_VERSION", evil)));
  }

  @Test
  void a_command_without_operators_takes_the_place_of_its_shell_and_others_keep_it() {
    assertEquals("exec java -jar x", Detached.replacingShell("java -jar x"));
    assertEquals("exec node ${HOME}/x.js >>log", Detached.replacingShell(" node ${HOME}/x.js >>log "));
    for (String kept : new String[] {"cd a && java", "a; b", "A=1 java", "exec java", "a | b", "(a)", "x $(y)", "", "! x", "a\nb"}) {
      assertEquals(kept, Detached.replacingShell(kept));
    }
    assertTrue(Detached.passedOn(Map.of("AWS_SECRET_ACCESS_KEY", "s", "HOME", "/h"))
        .equals(Map.of("HOME", "/h", "PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin")));
  }
}
