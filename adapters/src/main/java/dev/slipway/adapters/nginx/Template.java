package dev.slipway.adapters.nginx;

import dev.slipway.core.spi.OutsideException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The frame of a target's configuration: nginx's text with places, as {@code {{listen}}}, that are filled in.
 *
 * @param text of it
 * @param name for people
 */
record Template(String text, String name) {
  private static final Pattern PLACE = Pattern.compile("\\{\\{ ?([a-z-]+) ?}}");
  /** Without these there is no split, no count, or nothing to see that a reload took. */
  private static final List<String> NEEDED = List.of("http", "counting", "proxy", "preview");

  /** The file that a team wrote, or Slipway's own. */
  static Template of(Optional<String> file) {
    if (file.isEmpty()) {
      return builtIn();
    }
    try {
      Template template = new Template(Files.readString(Path.of(file.get())), file.get());
      for (String needed : NEEDED) {
        if (!PLACE.matcher(template.text()).results().anyMatch(r -> r.group(1).equals(needed))) {
          throw template.wrong("has no {{" + needed + "}}, without which traffic could not be split, counted or looked at");
        }
      }
      return template;
    } catch (IOException e) {
      throw new OutsideException("SLW-4205", "the template " + file.get() + " cannot be read: " + e.getMessage()
          + ". Nothing was written; traffic stays as it is", e);
    }
  }

  private static Template builtIn() {
    try (InputStream in = Template.class.getResourceAsStream("nginx.conf.template")) {
      if (in == null) {
        throw new IllegalStateException("the built-in template is not in this program");
      }
      return new Template(new String(in.readAllBytes(), StandardCharsets.UTF_8), "Slipway's own template");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text with every place filled, each line as far in as its place. */
  String filled(Map<String, String> values) {
    StringBuilder out = new StringBuilder();
    for (String line : text.lines().toList()) {
      Matcher place = PLACE.matcher(line);
      StringBuilder filled = new StringBuilder();
      while (place.find()) {
        String value = values.get(place.group(1));
        if (value == null) {
          throw wrong("has {{" + place.group(1) + "}}, which is none of " + String.join(", ", values.keySet().stream().sorted().toList()));
        }
        place.appendReplacement(filled, Matcher.quoteReplacement(value.stripTrailing().replace("\n", "\n" + " ".repeat(indent(line)))));
      }
      out.append(place.appendTail(filled)).append('\n');
    }
    return out.toString();
  }

  private static int indent(String line) {
    return line.length() - line.stripLeading().length();
  }

  private OutsideException wrong(String what) {
    return new OutsideException("SLW-4205", name + " " + what + ". Nothing was written; traffic stays as it is");
  }
}
