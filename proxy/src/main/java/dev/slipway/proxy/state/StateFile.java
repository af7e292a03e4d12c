package dev.slipway.proxy.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.proxy.table.InvalidTable;
import dev.slipway.proxy.table.Table;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.Map;

/** The file of all tables. It is replaced as a whole, and what it held before stays until the new is safely on disk. */
public final class StateFile {
  private final Path file;
  private final ObjectMapper json;

  public StateFile(Path file, ObjectMapper json) {
    this.file = file;
    this.json = json;
  }

  /** The file was written by a newer version, or is not what this one writes. */
  public static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable(String message) {
      super(message);
    }
  }

  /** What the file holds; nothing if there is none yet. */
  public Map<String, TargetState> load() throws IOException, Unreadable {
    if (!Files.exists(file)) {
      return Map.of();
    }
    JsonNode root = parse();
    int format = root.path("format").asInt(0);
    if (format > Table.FORMAT) {
      throw new Unreadable(
          ("SLW-4001 %s was written by a newer Slipway (format %d; this one knows up to %d). Nothing was changed."
              + " Start the newer version again.")
              .formatted(file, format, Table.FORMAT));
    }
    if (format < 1) {
      throw new Unreadable("SLW-4002 %s is no proxy's state. Nothing was changed. Restore it from a backup, or move it away.".formatted(file));
    }
    try {
      return StateJson.read(root);
    } catch (InvalidTable e) {
      throw new Unreadable("SLW-4002 %s is damaged: %s. Nothing was changed. Restore it from a backup, or move it away.".formatted(file,
          e.getMessage()));
    }
  }

  /**
   * Replaces the file: when this returns, the new state survives a crash; when it throws, the old one is still there.
   *
   * @throws IOException when the disk is full or gone
   */
  public void save(Collection<TargetState> targets) throws IOException {
    ObjectNode root = StateJson.write(targets);
    Path next = file.resolveSibling(file.getFileName() + ".next");
    try (FileChannel out = FileChannel.open(next, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
        StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer bytes = ByteBuffer.wrap(json.writerWithDefaultPrettyPrinter().writeValueAsBytes(root));
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel directory = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
      directory.force(true);
    }
  }

  private JsonNode parse() throws IOException, Unreadable {
    try {
      return json.readTree(file.toFile());
    } catch (JsonProcessingException e) {
      throw new Unreadable(
          "SLW-4002 %s is damaged: %s. Nothing was changed. Restore it from a backup, or move it away.".formatted(file,
              e.getOriginalMessage()));
    }
  }
}
