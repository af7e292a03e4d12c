package dev.slipway.server.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactFileTest {
  @TempDir Path folder;

  private void put(String path, int age) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "x");
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-03-01T12:00:00Z").minusSeconds(age)));
  }

  @Test
  void versions_are_read_off_the_names_newest_first() throws IOException {
    put("dist/shop-1.0.jar", 20);
    put("dist/shop-1.1+b.jar", 10);
    put("dist/other-1.0.jar", 0);
    assertEquals(List.of("1.1+b", "1.0"), ArtifactFile.versions(folder, "dist/shop-${version}.jar"));
  }

  @Test
  void a_version_in_a_folder_counts_only_when_the_file_is_in_it() throws IOException {
    put("out/1.0/shop-1.0.jar", 0);
    put("out/1.1/shop-1.0.jar", 0);
    assertEquals(List.of("1.0"), ArtifactFile.versions(folder, "out/${version}/shop-${version}.jar"));
  }

  @Test
  void a_name_that_holds_the_version_twice_must_hold_the_same() throws IOException {
    put("a-1-1.jar", 0);
    put("a-1-2.jar", 0);
    assertEquals(List.of("1"), ArtifactFile.versions(folder, "a-${version}-${version}.jar"));
  }

  @Test
  void a_folder_that_is_not_there_has_no_versions() {
    assertEquals(List.of(), ArtifactFile.versions(folder, "nowhere/${version}.jar"));
  }
}
