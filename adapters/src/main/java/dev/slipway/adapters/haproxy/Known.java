package dev.slipway.adapters.haproxy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.adapters.linux.DurableFile;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.traffic.RouterSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which HAProxies serve which target, for an emergency that has neither server nor database to ask. */
final class Known {
  private static final String FILE = "router.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  private Known() {}

  /** The folder of one target. */
  static Path folder(Path all, TargetId target) {
    return all.resolve(new Names(target).frontend());
  }

  static void remember(Path all, TargetId target, RouterSpec.Haproxy spec) throws IOException {
    Path file = folder(all, target).resolve(FILE);
    Files.createDirectories(DurableFile.folderOf(file));
    var unused = OwnFiles.replace(file, SettingsJson.router(spec).put("target", target.toString()) + "\n");
  }

  static void forget(Path all, TargetId target) throws IOException {
    Files.deleteIfExists(folder(all, target).resolve(FILE));
  }

  static List<TargetId> targets(Path all) {
    if (!Files.isDirectory(all)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(all)) {
      return folders.map(f -> f.resolve(FILE)).filter(Files::exists).map(Known::target).sorted().toList();
    } catch (IOException e) {
      throw unreadable(all, e);
    }
  }

  static Optional<RouterSpec.Haproxy> spec(Path all, TargetId target) {
    Path file = folder(all, target).resolve(FILE);
    try {
      return Files.exists(file) ? Optional.of(SettingsJson.router(JSON.readTree(Files.readString(file)))) : Optional.empty();
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static TargetId target(Path file) {
    try {
      return TargetId.parse(JSON.readTree(Files.readString(file)).path("target").asText());
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static OutsideException unreadable(Path what, IOException e) {
    return new OutsideException("SLW-4167", what + " cannot be read: " + e + ". Traffic goes on as before", e);
  }
}
