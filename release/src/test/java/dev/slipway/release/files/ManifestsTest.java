package dev.slipway.release.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.version.SemanticVersion;
import dev.slipway.release.ReleaseException;
import dev.slipway.release.settings.FileRule;
import dev.slipway.release.settings.PackageRule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A corpus of manifests in which the places of the version are marked: what is marked changes and not a byte besides. */
class ManifestsTest {
  private static final SemanticVersion NEXT = SemanticVersion.parse("2.10.0").orElseThrow();
  private static final int LEAST = 60;

  @TempDir private Path folder;

  private record Manifest(String name, String besideName, String beside, String text) {}

  @Test
  void only_the_version_changes_whatever_the_line_ends_and_the_mark_of_byte_order() throws IOException {
    int count = 0;
    for (Manifest manifest : corpus()) {
      for (String form : new String[] {"unix", "windows", "mark", "no last line end", "utf-16"}) {
        boolean wide = form.equals("utf-16");
        if (wide && !manifest.name().matches(".*(proj|props)")) {
          continue;
        }
        String text = switch (form) {
          case "windows" -> manifest.text().replace("\n", "\r\n");
          case "mark", "utf-16" -> "\uFEFF" + manifest.text();
          case "no last line end" -> manifest.text().strip();
          default -> manifest.text();
        };
        Charset charset = wide ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_8;
        Path here = Files.createDirectories(folder.resolve("m" + count++));
        Files.write(here.resolve(manifest.name()), text.replaceAll("[«»]", "").getBytes(charset));
        if (!manifest.besideName().isEmpty()) {
          Files.writeString(here.resolve(manifest.besideName()), manifest.beside());
        }
        byte[] expected = text.replaceAll("«[^»]*»", NEXT.toString()).getBytes(charset);
        assertArrayEquals(expected, changed(here, manifest), () -> form + " of\n" + manifest.text());
      }
    }
    int all = corpus().size();
    assertTrue(all >= LEAST, () -> "only " + all);
  }

  @Test
  void a_reactor_of_maven_changes_in_all_its_poms_together() throws IOException {
    Files.createDirectories(folder.resolve("a/b"));
    Files.writeString(folder.resolve("pom.xml"), "<project><artifactId>top</artifactId><version>1.0.0</version><modules><module>a</module>"
        + "<module>../../outside</module></modules></project>");
    String inside = "<project><parent><artifactId>%s</artifactId><version>%s</version></parent><artifactId>%s</artifactId>%s</project>";
    Files.writeString(folder.resolve("a/pom.xml"), inside.formatted("top", "1.0.0", "a", "<modules><module>b</module></modules>"));
    Files.writeString(folder.resolve("a/b/pom.xml"), inside.formatted("a", "1.0.0", "b",
        "<dependencies><dependency><artifactId>a</artifactId><version>1.0.0</version></dependency></dependencies>"));
    Map<String, String> after = new LinkedHashMap<>();
    new VersionFiles(new Folder(folder), whole(Optional.empty())).with(NEXT)
        .forEach(c -> after.put(c.path(), new String(c.after(), StandardCharsets.UTF_8)));
    assertEquals(List.of("pom.xml", "a/pom.xml", "a/b/pom.xml"), List.copyOf(after.keySet()));
    assertEquals(inside.formatted("a", NEXT, "b", "<dependencies><dependency><artifactId>a</artifactId><version>" + NEXT
        + "</version></dependency></dependencies>"), after.get("a/b/pom.xml"));
  }

  @Test
  void any_file_takes_a_marker_or_a_pattern() throws IOException {
    Files.writeString(folder.resolve("README.md"), "use 1.0.0\nuse v1.0.0 <!-- x-version -->\nsee 1.0.0\n");
    Files.writeString(folder.resolve("a.conf"), "image = shop:1.0.0\nother = 1.0.0\n");
    List<FileRule> rules = List.of(new FileRule("README.md", Optional.empty(), Optional.of("x-version")),
        new FileRule("a.conf", Optional.of("shop:(?<version>\\S+)"), Optional.empty()));
    List<VersionFiles.Change> changes = new VersionFiles(new Folder(folder), whole(Optional.of(rules))).with(NEXT);
    assertEquals("use 1.0.0\nuse v2.10.0 <!-- x-version -->\nsee 1.0.0\n", new String(changes.get(0).after(), StandardCharsets.UTF_8));
    assertEquals("image = shop:2.10.0\nother = 1.0.0\n", new String(changes.get(1).after(), StandardCharsets.UTF_8));
  }

  @Test
  void files_that_are_absent_broken_or_say_no_version_are_refused_where_they_are_listed() throws IOException {
    Files.writeString(folder.resolve("package.json"), "{\"version\": ");
    Files.writeString(folder.resolve("pom.xml"), "<project><version>1.0.0</project>");
    Files.writeString(folder.resolve("Cargo.toml"), "[package]\nversion.workspace = true\n");
    Map<String, String> codes = Map.of("package.json", "SLW-6236", "pom.xml", "SLW-6236", "Cargo.toml", "SLW-6231", "absent.json",
        "SLW-6230",
        "notes.txt", "SLW-6231", "../x.json", "SLW-6232");
    codes.forEach((path, code) -> {
      ReleaseException e = assertThrows(ReleaseException.class,
          () -> new VersionFiles(new Folder(folder), whole(Optional.of(List.of(new FileRule(path))))), path);
      assertTrue(e.getMessage().startsWith(code), e.getMessage());
    });
  }

  private static byte[] changed(Path here, Manifest manifest) {
    boolean usual = !manifest.name().endsWith(".go");
    Optional<List<FileRule>> rules = usual ? Optional.empty() : Optional.of(List.of(new FileRule(manifest.name())));
    return new VersionFiles(new Folder(here), whole(rules)).with(NEXT).stream().filter(c -> c.path().equals(manifest.name()))
        .map(VersionFiles.Change::after).findFirst().orElse(new byte[0]);
  }

  private static PackageRule whole(Optional<List<FileRule>> rules) {
    return new PackageRule("", ".", List.of(), Optional.empty(), Optional.empty(), rules);
  }

  private static List<Manifest> corpus() throws IOException {
    List<Manifest> all = new ArrayList<>();
    try (InputStream in = ManifestsTest.class.getResourceAsStream("manifests.txt")) {
      for (String part : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("(?m)^=== ")) {
        if (!part.isBlank()) {
          String[] head = part.substring(0, part.indexOf('\n')).split(" beside ");
          String[] beside = head.length > 1 ? head[1].split(" ", 2) : new String[] {"", ""};
          all.add(new Manifest(head[0], beside[0], beside[1].replace("\\n", "\n"), part.substring(part.indexOf('\n') + 1)));
        }
      }
    }
    return all;
  }
}
