package dev.slipway.distribution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The Java sources and the other texts of this checkout, as the house rules read them. */
record Sources(Path root) {
  private static final int DEPTH_LIMIT = 4;

  /** The checkout that this test runs in: the nearest folder upwards that holds the wrapper. */
  static Sources ofThisCheckout() {
    Path folder = Path.of("").toAbsolutePath();
    for (int depth = 0; depth < DEPTH_LIMIT; depth++) {
      if (Files.exists(folder.resolve("mvnw"))) {
        return new Sources(folder);
      }
      folder = folder.getParent();
    }
    throw new IllegalStateException("no mvnw above " + Path.of("").toAbsolutePath());
  }

  /** One Java source: where it is from the root, its text, its lines. */
  record Source(String path, String text) {
    List<String> lines() {
      return text.lines().toList();
    }

    boolean isTest() {
      return path.contains("/src/test/");
    }

    /** The module it belongs to, as a folder: core, adapters, examples/shop. */
    String module() {
      return path.substring(0, path.indexOf("/src/"));
    }

    String folder() {
      return path.substring(0, path.lastIndexOf('/'));
    }

    String simpleName() {
      return path.substring(path.lastIndexOf('/') + 1).replace(".java", "");
    }

    /** The text without comments, and with the insides of literals blanked, line by line where it was. */
    String code() {
      return JavaText.codeOf(text);
    }
  }

  List<Source> java() {
    return walk(".java").stream().filter(s -> s.path().contains("/src/main/java/") || s.path().contains("/src/test/java/")).toList();
  }

  List<Source> mainJava() {
    return java().stream().filter(s -> !s.isTest()).toList();
  }

  List<Source> testJava() {
    return java().stream().filter(Source::isTest).toList();
  }

  /** Everything people read or machines run, pictures and archives aside. */
  List<Source> texts() {
    return Stream.of(".java", ".md", ".xml", ".yaml", ".yml", ".json", ".sh", ".sql", ".jvmopts", ".properties", "/slipway", "/mvnw", "/run")
        .flatMap(ending -> walk(ending).stream())
        .toList();
  }

  private List<Source> walk(String ending) {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString())
          .filter(path -> ("/" + path).endsWith(ending) && !isMade("/" + path))
          .sorted()
          .map(path -> new Source(path, read(root.resolve(path))))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isMade(String path) {
    return path.contains("/target/") || path.contains("/.git/") || path.contains("/.slipway/") || path.contains("/node_modules/");
  }

  private static String read(Path file) {
    try {
      // Some fixtures are malformed on purpose: what is no UTF-8 is read as a replacement character.
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
