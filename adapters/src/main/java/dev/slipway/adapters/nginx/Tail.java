package dev.slipway.adapters.nginx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads what is appended to a file, from the moment it was made, each line once. Not thread-safe. */
final class Tail {
  private static final int BUFFER_BYTES = 256 * 1024;
  private static final int LONGEST_LINE = 64 * 1024;

  private final Path file;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
  private Optional<Object> key = Optional.empty();
  private long offset;
  private StringBuilder rest = new StringBuilder();

  /** Begins at the end that the file has now. */
  Tail(Path file) throws IOException {
    this.file = file;
    if (Files.exists(file)) {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      key = Optional.ofNullable(now.fileKey());
      offset = now.size();
    }
  }

  /** Bytes of the file that were read. */
  long offset() {
    return offset;
  }

  /**
   * Hands over every line that is complete, up to a number of bytes. Another file in its place, or a shorter one, is read from its
   * beginning.
   */
  void read(Consumer<String> line, long mostBytes) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      Optional<Object> now = Optional.ofNullable(Files.readAttributes(file, BasicFileAttributes.class).fileKey());
      if (!now.equals(key) || channel.size() < offset) {
        key = now;
        offset = 0;
        rest = new StringBuilder();
      }
      long end = Math.min(channel.size(), offset + mostBytes);
      while (offset < end) {
        buffer.clear().limit((int) Math.min(BUFFER_BYTES, end - offset));
        int read = channel.read(buffer, offset);
        if (read <= 0) {
          return;
        }
        offset += read;
        lines(StandardCharsets.ISO_8859_1.decode(buffer.flip()).toString(), line);
      }
    } catch (NoSuchFileException e) {
      return; // nginx has not made it yet.
    }
  }

  private void lines(String text, Consumer<String> line) {
    int from = 0;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      line.accept(rest.append(text, from, end).toString());
      rest.setLength(0);
      from = end + 1;
    }
    rest.append(text, from, text.length());
    if (rest.length() > LONGEST_LINE) {
      rest.setLength(0);
    }
  }
}
