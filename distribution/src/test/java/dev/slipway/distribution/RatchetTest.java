package dev.slipway.distribution;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.distribution.JavaText.Method;
import dev.slipway.distribution.Sources.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Sizes that only shrink. ratchet.txt lists what is larger than the house wants, with its present size: nothing listed may grow, nothing
 * may join, and what shrank is noted down. Run with -Dratchet=tighten to write the smaller sizes.
 */
class RatchetTest {
  private static final int FILE_LINES = 150;
  private static final int METHOD_LINES = 40;
  private static final int COLUMNS = 140;
  private static final String WIDE = "@wide-lines";
  private static final Path RATCHET = Path.of("distribution/src/test/resources/ratchet.txt");
  private static final String HEAD =
      """
      # What is larger than the house wants: files above 150 lines, methods (#) above 40, lines wider than 140 columns (their number).
      # Sizes here only shrink. To note down what shrank:
      # ./mvnw -pl distribution -am -Dtest=RatchetTest -Dsurefire.failIfNoSpecifiedTests=false -Dratchet=tighten test
      """;

  private static final Sources SOURCES = Sources.ofThisCheckout();

  @Test
  void no_file_or_method_grows_beyond_its_size() throws IOException {
    Map<String, Integer> allowed = read();
    Map<String, Integer> now = oversized();
    List<String> grown = new ArrayList<>();
    now.forEach((what, lines) -> {
      int most = allowed.getOrDefault(what, most(what));
      if (lines > most) {
        grown.add(what + " has " + lines + ", at most " + most + ": split it where it says two things, break a wide line where a reader would breathe");
      }
    });
    if ("tighten".equals(System.getProperty("ratchet"))) {
      tighten(allowed, now);
    } else if ("begin".equals(System.getProperty("ratchet"))) {
      write(now);
      return;
    }
    assertTrue(grown.isEmpty(), () -> String.join("\n", grown));
  }

  @Test
  void what_shrank_is_noted_down() throws IOException {
    Map<String, Integer> now = oversized();
    List<String> loose = new ArrayList<>();
    read().forEach((what, lines) -> {
      int size = now.getOrDefault(what, 0);
      if (size < lines) {
        loose.add(what + " is listed with " + lines + " and has " + (size == 0 ? "few enough now" : size) + ": tighten ratchet.txt (-Dratchet=tighten)");
      }
    });
    assertTrue(loose.isEmpty(), () -> String.join("\n", loose));
  }

  private static int most(String what) {
    return what.endsWith(WIDE) ? 0 : what.contains("#") ? METHOD_LINES : FILE_LINES;
  }

  private static Map<String, Integer> oversized() {
    Map<String, Integer> sizes = new TreeMap<>();
    for (Source source : SOURCES.java()) {
      int lines = source.lines().size();
      if (lines > FILE_LINES) {
        sizes.put(source.path(), lines);
      }
      int wide = (int) source.lines().stream().filter(line -> line.length() > COLUMNS).count();
      if (wide > 0) {
        sizes.put(source.path() + WIDE, wide);
      }
      for (Method method : JavaText.methodsOf(source.code())) {
        if (method.lines() > METHOD_LINES) {
          sizes.merge(source.path() + "#" + method.name(), method.lines(), Math::max);
        }
      }
    }
    return sizes;
  }

  private static Map<String, Integer> read() throws IOException {
    Map<String, Integer> allowed = new TreeMap<>();
    for (String line : Files.readAllLines(SOURCES.root().resolve(RATCHET))) {
      if (!line.isBlank() && !line.startsWith("#")) {
        String[] words = line.split(" ");
        allowed.put(words[0], Integer.parseInt(words[1]));
      }
    }
    return allowed;
  }

  private static void tighten(Map<String, Integer> allowed, Map<String, Integer> now) throws IOException {
    Map<String, Integer> tighter = new TreeMap<>();
    allowed.forEach((what, lines) -> {
      if (now.containsKey(what)) {
        tighter.put(what, Math.min(lines, now.get(what)));
      }
    });
    write(tighter);
  }

  private static void write(Map<String, Integer> sizes) throws IOException {
    StringBuilder text = new StringBuilder(HEAD);
    sizes.forEach((what, lines) -> text.append(what).append(' ').append(lines).append('\n'));
    Files.writeString(SOURCES.root().resolve(RATCHET), text);
  }
}
