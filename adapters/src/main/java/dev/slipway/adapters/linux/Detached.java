package dev.slipway.adapters.linux;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Commands that outlive this program: in a session of their own, with an environment of their own.
 *
 * <p>The shell that starts the command stays beside it as the leader of the session. It claims its life before the command runs: it makes
 * the claim file by a hard link, which succeeds for one of several who try, with the boot and two lines of {@code /proc/PID/stat} (its
 * own and the command's) in it. So whoever finds no claim may make one himself ("revoked"): the command can then never run late, and a
 * shell that is second to claim ends without a trace.
 * Afterwards the shell writes the command's exit code beside it, so that it is known also when nobody was there to wait; and whether the
 * kernel killed something for want of memory meanwhile, in the cgroup that they share (memory.events, or memory.oom_control in cgroup v1:
 * docs.kernel.org/admin-guide/cgroup-v2.html).
 */
public final class Detached {
  /** Arguments: claim file, exit file, log, working directory, command. */
  static final String SHELL =
      """
      cd "$4" || exit 125
      starved() {
        while IFS=: read -r number controllers group; do
          case ",$controllers," in
            ,,) set -- "/sys/fs/cgroup$group/memory.events" "/sys/fs/cgroup/unified$group/memory.events" ;;
            *,memory,*) set -- "/sys/fs/cgroup/memory$group/memory.oom_control" ;;
            *) continue ;;
          esac
          for events; do
            [ -r "$events" ] && while read -r event times; do [ "$event" = oom_kill ] && printf '%s ' "$times"; done <"$events"
          done
        done </proc/self/cgroup
      }
      before=$(starved)
      read -r leader </proc/self/stat
      (
        read -r boot </proc/sys/kernel/random/boot_id
        read -r main </proc/self/stat
        printf '%s\\n%s\\n%s\\n' "$boot" "$leader" "$main" >"$1.$$" && command -p ln "$1.$$" "$1"
        refused=$?
        command -p rm -f "$1.$$"
        if [ "$refused" != 0 ]; then kill -9 $$; exit 126; fi
        exec /bin/sh -c "$5"
      ) </dev/null >>"$3" 2>&1
      code=$?
      if [ "$code" = 137 ] && [ "$(starved)" != "$before" ]; then code="$code out of memory"; fi
      printf '%s\\n' "$code" >"$2.new" && command -p mv "$2.new" "$2"
      """;

  private static final List<String> PASSED_ON = List.of("PATH", "HOME", "USER", "LOGNAME", "LANG", "LC_ALL", "TZ", "TMPDIR", "JAVA_HOME");

  private Detached() {}

  /**
   * What is to run.
   *
   * @param claim file that says who runs it, made before it runs
   * @param exit file that gets its exit code
   * @param log file to which its output is appended
   * @param workingDirectory must exist
   * @param command shell command
   * @param environment the whole environment of the command
   */
  public record Command(
      Path claim, Path exit, Path log, Path workingDirectory, String command, Map<String, String> environment) {

    /** The arguments of a process that runs it. */
    public List<String> arguments() {
      return List.of(
          "/bin/sh", "-c", SHELL, "slipway", claim.toString(), exit.toString(), log.toString(), workingDirectory.toString(), command);
    }
  }

  /**
   * Starts it in a session of its own and returns at once.
   *
   * @param complaints file that gets what the shell says before it reaches the log
   */
  public static Process start(Command command, Path complaints) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("setsid"));
    arguments.addAll(command.arguments());
    ProcessBuilder builder = new ProcessBuilder(arguments);
    builder.environment().clear();
    builder.environment().putAll(command.environment());
    builder.redirectInput(new File("/dev/null"));
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.to(complaints.toFile()));
    return builder.start();
  }

  /** What a command needs of this program's environment to find its tools; anything else may be a secret and stays here. */
  public static Map<String, String> passedOn(Map<String, String> own) {
    Map<String, String> passed = new TreeMap<>();
    for (String name : PASSED_ON) {
      String value = own.get(name);
      if (value != null) {
        passed.put(name, value);
      }
    }
    passed.putIfAbsent("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
    return passed;
  }

  /**
   * A command without shell operators takes the place of its shell, so that signals reach the program itself; any other keeps the shell,
   * as its author meant it.
   */
  public static String replacingShell(String command) {
    String plain = command.strip();
    String first = plain.split("\\s", 2)[0];
    boolean operators = plain.replaceAll("\\$\\{[A-Za-z_0-9]*}", "").matches("(?s).*[;&|()\\n`{}].*");
    boolean builtIn = List.of("exec", ".", "eval", "command", "source", "cd", "export", "set", "trap", "ulimit", "umask", "!")
        .contains(first);
    return operators || builtIn || first.contains("=") || first.isEmpty() ? command : "exec " + plain;
  }
}
