package dev.slipway.server.view;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.server.problem.ConfigProblem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The short answers of the API. */
public final class Answers {
  private Answers() {}

  /** Of a deploy. {@code sequence} is the last journal sequence before it. */
  public record Deployed(
      String target,
      Optional<Long> rollout,
      String release,
      boolean queued,
      boolean alreadySo,
      Optional<String> code,
      String message,
      PlanView plan,
      long sequence) {}

  /** Of every other command. */
  public record Commanded(
      String target, Optional<Long> rollout, boolean alreadySo, Optional<String> code, String message, long sequence) {}

  /** Whether a slipway.yaml is right. */
  public record Validation(boolean valid, Optional<String> service, List<String> environments, List<ConfigProblem> problems) {}

  /** Whether the server is up. */
  public record Health(String status, String version, long pid, Instant startedAt, int api) {}

  /** What runs here. */
  public record Version(String version, int api, String java, String state, long pid) {}

  /** The server ends. */
  public record Stopping(String message) {}

  /** The token was changed. {@code file} holds the new one, on the server's machine. */
  public record Rotated(String message, String file) {}

  /** All targets. */
  public record Targets(List<TargetStatus> targets, int deadLetters) {}

  /** Records of the journal as they are kept. */
  public record Kept(List<ObjectNode> records) {}

  /** A signed checkpoint, and the key that verifies it. */
  public record Checkpoint(String note, String key) {}

  /** The last lines of instances. */
  public record Logs(String target, List<InstanceLines> instances) {}

  /** The last lines of one instance, oldest first. */
  public record InstanceLines(String instance, List<String> lines) {}

  /** One new line. */
  public record LogLine(String instance, String line) {}

  /** RFC 9457. */
  public record Problem(
      String type, String title, int status, String detail, Optional<String> hint, String code, List<ConfigProblem> problems) {}
}
