package dev.slipway.adapters.task;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.adapters.linux.DurableFile;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.Task;
import dev.slipway.core.spi.OutsideException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * What is kept of one task: the intent first, then per attempt its claim, exit code and output, and the result once it is known.
 *
 * @param path the folder
 */
record TaskFolder(Path path) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SHOWN_BYTES = 8_192;

  /**
   * What was decided about a task.
   *
   * @param attempt 1 and up
   * @param boot the boot in which it was started
   * @param deadlineMillis uptime of the machine after which it has taken too long
   */
  record Intent(int attempt, String boot, long deadlineMillis) {}

  static TaskFolder of(Path state, TargetId target, String id) {
    if (!id.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,150}")) {
      throw new IllegalArgumentException("not the id of a task: " + id);
    }
    return new TaskFolder(state.toAbsolutePath().normalize().resolve("tasks").resolve(target.service()).resolve(target.environment())
        .resolve(id));
  }

  void make() throws IOException {
    var mine = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    Files.createDirectories(path.resolve("work"), mine);
  }

  Optional<Intent> intent() throws IOException {
    Optional<String> content = DurableFile.read(path.resolve("intent.json"));
    if (content.isEmpty()) {
      return Optional.empty();
    }
    JsonNode node = parsed(content.get());
    return Optional.of(
        new Intent(node.path("attempt").asInt(1), node.path("boot").asText(""), node.path("deadlineUptimeMillis").asLong(0)));
  }

  void write(Intent intent) throws IOException {
    DurableFile.write(
        path.resolve("intent.json"),
        JSON.createObjectNode()
                .put("format", 1)
                .put("attempt", intent.attempt())
                .put("boot", intent.boot())
                .put("deadlineUptimeMillis", intent.deadlineMillis())
                .toPrettyString()
            + "\n");
  }

  /** How it ended, once somebody wrote it down. */
  Optional<Task.Outcome> result() throws IOException {
    Optional<String> content = DurableFile.read(path.resolve("result.json"));
    if (content.isEmpty()) {
      return Optional.empty();
    }
    JsonNode node = parsed(content.get());
    String output = node.path("output").asText("");
    return Optional.of(
        node.path("succeeded").asBoolean(false)
            ? new Task.Outcome.Succeeded(output)
            : new Task.Outcome.Failed(node.path("reason").asText(""), output));
  }

  void write(boolean succeeded, String reason, String output) throws IOException {
    DurableFile.write(
        path.resolve("result.json"),
        JSON.createObjectNode().put("format", 1).put("succeeded", succeeded).put("reason", reason).put("output", output).toPrettyString()
            + "\n");
  }

  private JsonNode parsed(String content) {
    try {
      JsonNode node = JSON.readTree(content);
      if (node.path("format").asInt(0) > 1) {
        throw new OutsideException("SLW-3061", path + " was written by a newer Slipway. The rollout waits; use the newer Slipway");
      }
      return node;
    } catch (JsonProcessingException e) {
      throw new OutsideException("SLW-3060", path + " holds a file that is not JSON. The rollout waits; restore it, or abort the rollout",
          e);
    }
  }

  Path claim(Intent intent) {
    return path.resolve("claim-" + intent.attempt());
  }

  Path exit(Intent intent) {
    return path.resolve("exit-" + intent.attempt());
  }

  Path output(Intent intent) {
    return path.resolve("output-" + intent.attempt() + ".log");
  }

  Path complaints(Intent intent) {
    return path.resolve("start-" + intent.attempt() + ".log");
  }

  /** From the start of an attempt to its exit code, by the times of the files: for a message, not for a decision. */
  long tookMillis(Intent intent) throws IOException {
    return Files.getLastModifiedTime(exit(intent)).toMillis() - Files.getLastModifiedTime(path.resolve("intent.json")).toMillis();
  }

  /** The last lines of an output, a few kilobytes at most. */
  String shown(Intent intent) throws IOException {
    Path file = output(intent);
    if (!Files.exists(file)) {
      return "";
    }
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      int size = (int) Math.min(SHOWN_BYTES, in.length());
      byte[] tail = new byte[size];
      in.seek(in.length() - size);
      int read = in.read(tail);
      return new String(tail, 0, Math.max(read, 0), StandardCharsets.UTF_8).strip();
    }
  }

  /** Cuts an output that grew beyond this; the command has it open in append mode and goes on. */
  void bound(Intent intent, long mostBytes) throws IOException {
    Path file = output(intent);
    if (Files.exists(file) && Files.size(file) > mostBytes) {
      try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
        out.setLength(0);
      }
    }
  }
}
