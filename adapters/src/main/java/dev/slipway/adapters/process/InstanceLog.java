package dev.slipway.adapters.process;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What an instance writes, in a bounded number of files.
 *
 * <p>The instance keeps its log open in append mode, so a full log is copied and then cut to nothing. What is written between the last
 * look and the cut, a few microseconds, is lost; a rename would lose nothing but wants an instance that opens its log anew.
 *
 * @param file the newest; older ones have .1, .2 … added
 */
record InstanceLog(Path file) {
  static final long MOST_BYTES = 10L << 20;
  static final int OLD_FILES = 4;
  static final ReentrantLock TURNING = new ReentrantLock();
  private static final int BLOCK_BYTES = 1 << 16;
  private static final int MOST_LINES = 100_000;
  static final int MOST_LINE_BYTES = 1 << 20;

  /** Its nth file: 0 is the newest, the others were rotated away. */
  Path part(int n) {
    return n == 0 ? file : file.resolveSibling(file.getFileName() + "." + n);
  }

  /** Length of the newest file. */
  long bytes() throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }

  /** Starts a new file when this one is longer than that. Nobody reads meanwhile: for a moment the same bytes are in two files. */
  void rotate(long mostBytes) throws IOException {
    if (bytes() <= mostBytes) {
      return;
    }
    TURNING.lock();
    try {
      turn();
    } finally {
      TURNING.unlock();
    }
  }

  private void turn() throws IOException {
    for (int n = OLD_FILES - 1; n >= 1; n--) {
      if (Files.exists(part(n))) {
        Files.move(part(n), part(n + 1), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      }
    }
    try (FileChannel from = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileChannel to = FileChannel.open(part(1), StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      long copied = 0;
      for (int looks = 0; looks < 10_000 && copied < from.size(); looks++) {
        copied += from.transferTo(copied, from.size() - copied, to);
      }
      from.truncate(0);
    }
  }

  /** The last lines over all its files, oldest first. */
  List<String> last(int lines) throws IOException {
    int most = Math.min(lines, MOST_LINES);
    Deque<String> found = new ArrayDeque<>();
    for (int n = 0; n <= OLD_FILES && found.size() < most; n++) {
      Path part = part(n);
      try (RandomAccessFile in = new RandomAccessFile(part.toFile(), "r")) {
        backwards(in, most, found);
      } catch (FileNotFoundException e) {
        if (Files.exists(part)) {
          throw e;
        }
      }
    }
    return List.copyOf(found);
  }

  private static void backwards(RandomAccessFile in, int most, Deque<String> found) throws IOException {
    long end = in.length();
    byte[] tail = new byte[0];
    boolean last = true;
    while (end > 0 && found.size() < most) {
      int size = (int) Math.min(BLOCK_BYTES, end);
      end -= size;
      ByteBuffer joined = ByteBuffer.allocate(size + tail.length);
      in.seek(end);
      in.readFully(joined.array(), 0, size);
      joined.position(size);
      joined.put(tail);
      byte[] bytes = joined.array();
      int lineEnd = bytes.length;
      for (int i = bytes.length - 1; i >= 0 && found.size() < most; i--) {
        if (bytes[i] == '\n') {
          add(found, bytes, i + 1, lineEnd, last);
          last = false;
          lineEnd = i;
        }
      }
      int kept = Math.min(lineEnd, MOST_LINE_BYTES);
      tail = Arrays.copyOf(bytes, kept);
    }
    if (end == 0 && found.size() < most) {
      add(found, tail, 0, tail.length, true);
    }
  }

  /** The end of a file is no line of its own when the last line ended in a newline. */
  private static void add(Deque<String> found, byte[] bytes, int from, int to, boolean mayBeNoLine) {
    if (from < to || !mayBeNoLine) {
      found.addFirst(new String(bytes, from, to - from, StandardCharsets.UTF_8));
    }
  }

  /** The last line that says anything, cut to a length that fits a message; empty when there is none. */
  String lastWords() {
    try {
      String words = "";
      for (String line : last(5)) {
        words = line.isBlank() ? words : line.strip();
      }
      return words.length() <= 200 ? words : words.substring(0, 200) + "…";
    } catch (IOException e) {
      return "(its log cannot be read: " + e.getMessage() + ")";
    }
  }
}
