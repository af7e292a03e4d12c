package dev.slipway.server.state;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.logging.ErrorManager;
import java.util.logging.Handler;
import java.util.logging.LogRecord;

/**
 * A log file of bounded size with one file of before beside it, for its owner alone. The newest lines are always in the file of the given
 * name.
 */
final class RotatingLog extends Handler {
  private final Path file;
  private final long mostBytes;
  private OutputStream out;
  private long bytes;

  RotatingLog(Path file, long mostBytes) throws IOException {
    this.file = file;
    this.mostBytes = mostBytes;
    this.out = open();
  }

  private OutputStream open() throws IOException {
    bytes = Files.exists(file) ? Files.size(file) : 0;
    Set<OpenOption> how = Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS);
    return Channels.newOutputStream(Files.newByteChannel(file, how, PosixFilePermissions.asFileAttribute(OwnerOnly.FILE)));
  }

  @Override
  public synchronized void publish(LogRecord record) {
    if (!isLoggable(record)) {
      return;
    }
    try {
      byte[] line = getFormatter().format(record).getBytes(StandardCharsets.UTF_8);
      if (bytes + line.length > mostBytes && bytes > 0) {
        out.close();
        Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        out = open();
      }
      out.write(line);
      out.flush();
      bytes += line.length;
    } catch (IOException e) {
      reportError("the log cannot be written", e, ErrorManager.WRITE_FAILURE);
    }
  }

  @Override
  public synchronized void flush() {
    // Every line is flushed as it is written: a log that a crash cuts short explains nothing.
  }

  @Override
  public synchronized void close() {
    try {
      out.close();
    } catch (IOException e) {
      reportError("the log cannot be closed", e, ErrorManager.CLOSE_FAILURE);
    }
  }
}
