package dev.slipway.release.history;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Takes what git log writes apart while it comes: one commit up to each NUL, which no message holds. */
final class CommitReader {
  /** Together with -z. */
  static final String FORMAT = "--format=tformat:%H%n%P%n%ct%n%aN%n%aE%n%B";

  private static final int FIELDS = 5;
  private static final int BLOCK = 1 << 16;

  private final Consumer<Commit> to;
  private byte[] held = new byte[BLOCK];
  private int length;

  CommitReader(Consumer<Commit> to) {
    this.to = to;
  }

  void read(InputStream in) throws IOException {
    byte[] block = new byte[BLOCK];
    for (int read = in.read(block); read >= 0; read = in.read(block)) {
      int from = 0;
      for (int at = 0; at < read; at++) {
        if (block[at] == 0) {
          hold(block, from, at);
          part();
          from = at + 1;
        }
      }
      hold(block, from, read);
    }
    part();
  }

  private void hold(byte[] block, int from, int to) {
    int more = to - from;
    if (length + more > held.length) {
      held = Arrays.copyOf(held, Math.max(held.length * 2, length + more));
    }
    System.arraycopy(block, from, held, length, more);
    length += more;
  }

  private void part() {
    if (length > 0) {
      to.accept(commit(new String(held, 0, length, StandardCharsets.UTF_8)));
    }
    length = 0;
  }

  private static Commit commit(String text) {
    String[] fields = new String[FIELDS];
    int from = 0;
    for (int i = 0; i < FIELDS; i++) {
      int end = text.indexOf('\n', from);
      fields[i] = text.substring(from, end < 0 ? text.length() : end);
      from = end < 0 ? text.length() : end + 1;
    }
    List<String> parents = fields[1].isEmpty() ? List.of() : fields[1].length() > fields[0].length() ? List.of(fields[1].split(" "))
        : List.of(fields[1]);
    long seconds = fields[2].matches("-?[0-9]{1,15}") ? Long.parseLong(fields[2]) : 0;
    return new Commit(fields[0], parents, seconds, fields[3], fields[4], text.substring(from));
  }
}
