package dev.slipway.gates.sbom;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.gates.report.GateFault;
import dev.slipway.gates.report.ReportFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** A bill of materials in CycloneDX 1.6, made from the lock files of a folder. The same lock files give the same one, but for its time. */
public final class BillOfMaterials {
  private static final Set<String> SKIPPED = Set.of(".git", "node_modules", "target", "build", "dist", ".venv", "venv", "vendor");
  private static final int MOST_DEPTH = 8;
  private static final int MOST_LOCK_FILES = 500;
  private static final ObjectMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private BillOfMaterials() {}

  /**
   * What was written.
   *
   * @param components how many it lists
   * @param from the lock files, by their paths, with how many each brought
   */
  public record Written(int components, TreeMap<String, Integer> from) {}

  /** Writes it; a folder without lock files has none. */
  public static Written write(Path folder, String version, Path file, Instant now) throws IOException {
    TreeSet<Part> parts = new TreeSet<>();
    TreeMap<String, Integer> from = new TreeMap<>();
    for (Path lock : locks(folder)) {
      TreeSet<Part> own = new TreeSet<>();
      LockFile reader = Objects.requireNonNull(LockFile.KNOWN.get(String.valueOf(lock.getFileName())));
      reader.read(ReportFile.of(lock, folder, ReportFile.ANY_AGE, now), own);
      from.put(folder.relativize(lock).toString(), own.size());
      parts.addAll(own);
    }
    if (from.isEmpty()) {
      throw GateFault.failed("SLW-6141", "no lock file is in " + folder, "There should be one of " + String.join(", ", LockFile.names())
          + "; or make the bill of materials by the tool of your build");
    }
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Files.writeString(file, JSON.writeValueAsString(document(nameOf(folder), version, parts, now)) + "\n");
    return new Written(parts.size(), from);
  }

  private static String nameOf(Path folder) {
    Path name = folder.toAbsolutePath().normalize().getFileName();
    return name == null ? "service" : name.toString();
  }

  private static TreeSet<Path> locks(Path folder) throws IOException {
    TreeSet<Path> found = new TreeSet<>();
    Files.walkFileTree(folder, Set.of(), MOST_DEPTH, new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult preVisitDirectory(Path at, BasicFileAttributes attributes) {
        return SKIPPED.contains(String.valueOf(at.getFileName())) && !at.equals(folder) ? FileVisitResult.SKIP_SUBTREE
            : FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (LockFile.KNOWN.containsKey(String.valueOf(file.getFileName())) && attributes.isRegularFile() && attributes.size() > 0
            && found.size() < MOST_LOCK_FILES) {
          found.add(file);
        }
        return FileVisitResult.CONTINUE;
      }
    });
    return found;
  }

  private static ObjectNode document(String name, String version, TreeSet<Part> parts, Instant now) {
    String content = name + version + parts;
    ObjectNode all = JSON.createObjectNode().put("bomFormat", "CycloneDX").put("specVersion", "1.6")
        .put("serialNumber", "urn:uuid:" + UUID.nameUUIDFromBytes(content.getBytes(StandardCharsets.UTF_8))).put("version", 1);
    ObjectNode metadata = all.putObject("metadata");
    metadata.put("timestamp", now.truncatedTo(ChronoUnit.SECONDS).toString());
    metadata.putObject("tools").putArray("components").addObject().put("type", "application").put("name", "slipway");
    metadata.putObject("component").put("type", "application").put("bom-ref", "release").put("name", name).put("version", version);
    ArrayNode components = all.putArray("components");
    for (Part part : parts) {
      ObjectNode component = components.addObject().put("type", "library").put("bom-ref", part.purl());
      if (!part.group().isEmpty()) {
        component.put("group", part.group());
      }
      component.put("name", part.simpleName()).put("version", part.version()).put("purl", part.purl());
    }
    return all;
  }
}
