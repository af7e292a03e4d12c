package dev.slipway.adapters.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;

/**
 * Variables for systemd in a file that its owner alone can read, in the form of {@code EnvironmentFile=} (systemd.exec(5)): arguments of
 * systemd-run are in the list of processes, and what a unit was told by them is for every user to ask.
 */
final class EnvironmentFile {
  private EnvironmentFile() {}

  static void write(Path file, Map<String, String> variables) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, text(variables), StandardCharsets.UTF_8, StandardOpenOption.WRITE);
  }

  static String text(Map<String, String> variables) {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(variables).forEach((name, value) -> text.append(name).append("=\"").append(quoted(value)).append("\"\n"));
    return text.toString();
  }

  private static String quoted(String value) {
    return value.replaceAll("([\\\\\"`$])", "\\\\$1");
  }
}
