package dev.slipway.adapters.process;

import dev.slipway.core.spi.LogPart;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads on in a log from where somebody was, through its rotated files. A place is an offset in a file, and the file is known by the one
 * that was rotated away before it, which never changes again; so a place stays right however often the log is rotated afterwards.
 */
final class LogFollower {
  private static final String NONE = "-";

  private final InstanceLog log;

  LogFollower(InstanceLog log) {
    this.log = log;
  }

  /** The last lines, or those after a place. */
  LogPart read(Optional<String> after, int lines) throws IOException {
    InstanceLog.TURNING.lock();
    try {
      return after.isEmpty() ? new LogPart(log.last(lines), end(), false) : on(after.get(), lines);
    } finally {
      InstanceLog.TURNING.unlock();
    }
  }

  /**
   * A place in the log now.
   *
   * @param part number of its file
   * @param offset in that file
   */
  private record Place(int part, long offset) {}

  private String spell(Place place) throws IOException {
    return place.offset() + "@" + identity(log.part(place.part() + 1));
  }

  /** What tells a rotated file from all others, also from one that is given its inode later. */
  private static String identity(Path file) throws IOException {
    try {
      BasicFileAttributes seen = Files.readAttributes(file, BasicFileAttributes.class);
      return seen.fileKey() + "/" + seen.lastModifiedTime().toInstant();
    } catch (NoSuchFileException e) {
      return NONE;
    }
  }

  private record Found(Place place, boolean gap) {}

  private Found find(String spelled) throws IOException {
    int at = spelled.indexOf('@');
    long offset = Long.parseLong(spelled.substring(0, at));
    String before = spelled.substring(at + 1);
    int part = 0;
    while (part < InstanceLog.OLD_FILES && !identity(log.part(part + 1)).equals(before)) {
      part++;
    }
    boolean known = part < InstanceLog.OLD_FILES && (part == 0 || Files.exists(log.part(part)));
    boolean there = known && (!Files.exists(log.part(part)) || offset <= Files.size(log.part(part)));
    return there ? new Found(new Place(part, offset), false) : new Found(new Place(oldest(), 0), true);
  }

  private int oldest() {
    int part = 0;
    while (part < InstanceLog.OLD_FILES && Files.exists(log.part(part + 1))) {
      part++;
    }
    return part;
  }

  /** Behind the last whole line of the newest file. */
  private String end() throws IOException {
    long size = log.bytes();
    if (size == 0) {
      return spell(new Place(0, 0));
    }
    try (FileChannel in = FileChannel.open(log.file(), StandardOpenOption.READ)) {
      long from = Math.max(0, size - InstanceLog.MOST_LINE_BYTES);
      byte[] tail = Channels.newInputStream(in.position(from)).readNBytes((int) (size - from));
      int last = tail.length - 1;
      while (last >= 0 && tail[last] != '\n') {
        last--;
      }
      return spell(new Place(0, from + last + 1));
    }
  }

  private LogPart on(String after, int most) throws IOException {
    Found found = find(after);
    List<String> lines = new ArrayList<>();
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    Place next = found.place();
    long offset = next.offset();
    for (int part = next.part(); part >= 0 && lines.size() < most; part--, offset = 0) {
      try (InputStream in = open(log.part(part), offset)) {
        for (int b = in.read(); b >= 0; b = in.read()) {
          offset++;
          if (b != '\n') {
            line.write(b);
          }
          if (b == '\n' || line.size() >= InstanceLog.MOST_LINE_BYTES) {
            lines.add(line.toString(StandardCharsets.UTF_8));
            line.reset();
            next = new Place(part, offset);
            if (lines.size() == most) {
              break;
            }
          }
        }
      } catch (NoSuchFileException e) {
        continue; // Nothing was written there yet.
      }
    }
    return new LogPart(lines, spell(next), found.gap());
  }

  private static InputStream open(Path file, long offset) throws IOException {
    return new BufferedInputStream(Channels.newInputStream(FileChannel.open(file, StandardOpenOption.READ).position(offset)));
  }
}
