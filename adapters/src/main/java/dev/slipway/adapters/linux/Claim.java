package dev.slipway.adapters.linux;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Who runs a {@link Detached} command.
 *
 * @param leader the shell beside it, leader of its session
 * @param main the command itself
 */
public record Claim(ProcessIdentity leader, ProcessIdentity main) {
  private static final String REVOKED = "revoked\n";

  /** What a claim file says. */
  public sealed interface Seen {
    /** Nobody has claimed it yet: it may still be about to run. */
    record None() implements Seen {}

    /** It can never run any more. */
    record Revoked() implements Seen {}

    /** It was run. */
    record Made(Claim claim) implements Seen {}
  }

  /** Reads a claim file. */
  public static Seen read(Path file) throws IOException {
    Optional<String> content = DurableFile.read(file);
    if (content.isEmpty()) {
      return new Seen.None();
    }
    List<String> lines = content.get().lines().toList();
    if (lines.size() < 3) {
      return new Seen.Revoked();
    }
    return new Seen.Made(new Claim(identity(lines.get(0), lines.get(1)), identity(lines.get(0), lines.get(2))));
  }

  /** Makes it impossible that an unclaimed command still runs. False when it was claimed meanwhile. */
  public static boolean revoke(Path file) throws IOException {
    return DurableFile.create(file, REVOKED);
  }

  /**
   * Finds a command that runs although its claim file is lost, by an entry of its environment, and writes the claim again. A shell that
   * has not come to its command yet is left alone: it will claim for itself.
   */
  public static Search find(Path file, String environmentEntry, Machine machine) throws IOException {
    List<ProcessStat> found = ProcessTable.read().withEnvironment(environmentEntry);
    for (ProcessStat leader : found) {
      String starting = ProcessTable.arguments(leader.pid());
      if (leader.session() != leader.pid()) {
        continue;
      }
      for (ProcessStat main : found) {
        if (main.parent() == leader.pid() && !ProcessTable.arguments(main.pid()).equals(starting)) {
          var unused = DurableFile.create(file, machine.boot() + "\n" + line(leader) + "\n" + line(main) + "\n");
          return Search.FOUND;
        }
      }
    }
    return found.isEmpty() ? Search.NOTHING : Search.COMING;
  }

  /** What a search came to. */
  public enum Search {
    /** No process carries the entry. */
    NOTHING,
    /** A shell is about to claim. */
    COMING,
    /** It runs, and its claim is written again. */
    FOUND
  }

  private static ProcessIdentity identity(String boot, String stat) {
    ProcessStat parsed = ProcessStat.parse(stat);
    return new ProcessIdentity(boot.strip(), parsed.pid(), parsed.startTicks());
  }

  private static String line(ProcessStat p) {
    return p.pid() + " (found) S " + p.parent() + " 0 " + p.session() + " 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 " + p.startTicks() + " 0 0";
  }

  /**
   * Every process of its session. Once the shell is gone its number may lead another session, so that only those count that carry the
   * entry in their environment.
   */
  public List<ProcessStat> session(ProcessTable table, String environmentEntry, Machine machine) {
    List<ProcessStat> members = table.ofSession(leader.pid());
    if (leader.alive(machine)) {
      return members;
    }
    return members.stream().filter(p -> ProcessTable.environmentHolds(p.pid(), environmentEntry)).toList();
  }
}
