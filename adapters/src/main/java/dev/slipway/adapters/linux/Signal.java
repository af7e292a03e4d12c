package dev.slipway.adapters.linux;

/** What a process can be told. */
public enum Signal {
  /** Asks it to end. */
  TERM,
  /** Ends it. */
  KILL;

  /** What a shell's exit code says to people: above 128 it is the number of the signal that ended the command. */
  public static String ofExitCode(int code) {
    return switch (code) {
      case 126 -> "exit code 126 (the command is not executable)";
      case 127 -> "exit code 127 (the command was not found)";
      case 137 -> "killed by SIGKILL (exit code 137; out of memory, or somebody killed it)";
      case 143 -> "ended by SIGTERM (exit code 143)";
      case 139 -> "crashed with SIGSEGV (exit code 139)";
      case 134 -> "aborted with SIGABRT (exit code 134)";
      default -> "exit code " + code;
    };
  }
}
