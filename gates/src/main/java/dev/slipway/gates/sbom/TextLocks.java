package dev.slipway.gates.sbom;

import dev.slipway.gates.report.ReportFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lock files that are lines of text, read as far as names and versions go. */
final class TextLocks {
  private static final int MOST_LINE = 20_000;
  private static final Pattern YARN_HEAD = Pattern.compile("^\"?((?:@[^/\"]+/)?[^@\"]+)@.*:$");
  private static final Pattern YARN_VERSION = Pattern.compile("^\\s+version:?\\s+\"?([^\"\\s]+)\"?$");
  private static final Pattern PNPM = Pattern.compile("^  ['\"]?/?((?:@[^/'\"]+/)?[^@/'\"(]+)[@/]([0-9][^:'\"(]*)(?:\\([^:]*\\))?['\"]?:");
  private static final Pattern TOML = Pattern.compile("^(name|version|source)\\s*=\\s*(.+)$");
  private static final Pattern GO = Pattern.compile("^(?:require\\s+)?([^\\s()]+\\.[^\\s()]+)\\s+(v[0-9][^\\s]*)(?:\\s+//.*)?$");
  private static final Pattern PINNED = Pattern.compile("^([A-Za-z0-9][A-Za-z0-9._-]*)(?:\\[[^\\]]*\\])?\\s*===?\\s*([^\\s;#\\\\]+).*$");
  private static final Pattern GRADLE = Pattern.compile("^([^:#=\\s]+):([^:=\\s]+):([^:=\\s]+)=(.*)$");

  private TextLocks() {}

  static void yarn(ReportFile file, Collection<Part> parts) {
    String[] name = {""};
    lines(file, line -> {
      Matcher head = YARN_HEAD.matcher(line);
      if (head.matches()) {
        name[0] = head.group(1);
        return;
      }
      Matcher version = YARN_VERSION.matcher(line);
      if (version.matches() && !name[0].isEmpty() && !version.group(1).startsWith("0.0.0-use.local")) {
        JsonLocks.add(parts, "npm", name[0], version.group(1));
        name[0] = "";
      }
    });
  }

  static void pnpm(ReportFile file, Collection<Part> parts) {
    boolean[] packages = {false};
    lines(file, line -> {
      if (!line.isEmpty() && !Character.isWhitespace(line.charAt(0))) {
        packages[0] = line.equals("packages:") || line.equals("snapshots:");
      }
      Matcher m = PNPM.matcher(line);
      if (packages[0] && m.find()) {
        JsonLocks.add(parts, "npm", m.group(1), m.group(2));
      }
    });
  }

  /** {@code [[package]]} with name and version; without a source, Cargo means the workspace itself. */
  static LockFile toml(String type) {
    return (file, parts) -> {
      TomlPackage current = new TomlPackage(type, parts);
      lines(file, line -> {
        if (line.startsWith("[")) {
          current.end();
          current.begin(line.strip().equals("[[package]]"));
        }
        Matcher m = TOML.matcher(line);
        if (m.matches()) {
          current.set(m.group(1), m.group(2));
        }
      });
      current.end();
    };
  }

  static void goMod(ReportFile file, Collection<Part> parts) {
    String[] block = {""};
    lines(file, line -> {
      String text = line.strip();
      if (text.endsWith("(")) {
        block[0] = text.replaceAll("\\s*\\($", "");
      } else if (text.equals(")")) {
        block[0] = "";
      }
      Matcher m = GO.matcher(text);
      if (m.matches() && (block[0].equals("require") || text.startsWith("require "))) {
        JsonLocks.add(parts, "golang", m.group(1).toLowerCase(Locale.ROOT), m.group(2));
      }
    });
  }

  static void requirements(ReportFile file, Collection<Part> parts) {
    lines(file, line -> {
      Matcher m = PINNED.matcher(line.strip());
      if (m.matches()) {
        JsonLocks.add(parts, "pypi", pypi(m.group(1)), m.group(2));
      }
    });
  }

  /** What only tests are compiled against is not part of a release. */
  static void gradle(ReportFile file, Collection<Part> parts) {
    lines(file, line -> {
      Matcher m = GRADLE.matcher(line.strip());
      if (m.matches() && m.group(4).contains("runtimeClasspath")) {
        JsonLocks.add(parts, "maven", m.group(1) + "/" + m.group(2), m.group(3));
      }
    });
  }

  /** A name as PEP 503 has it. */
  static String pypi(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-");
  }

  private static void lines(ReportFile file, Consumer<String> each) {
    StringBuilder line = new StringBuilder();
    try (BufferedReader in = new BufferedReader(new InputStreamReader(file.open(), StandardCharsets.UTF_8), 1 << 16)) {
      for (int c = in.read(); c >= 0; c = in.read()) {
        if (c == '\n') {
          each.accept(line.toString().replaceAll("\\r$", ""));
          line.setLength(0);
        } else if (line.length() < MOST_LINE) {
          line.append((char) c);
        }
      }
      each.accept(line.toString());
    } catch (IOException e) {
      throw file.unreadable(e);
    }
  }
}
