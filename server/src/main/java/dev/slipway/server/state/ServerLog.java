package dev.slipway.server.state;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Where the server's log goes: a rotating file of its state folder, and lines on the terminal when it runs there. */
public final class ServerLog {
  private static final long MOST_BYTES = 5L * 1024 * 1024;
  /** Held here, for the log system forgets the level of a logger that nobody holds. */
  private static final Logger JETTY = Logger.getLogger("org.eclipse.jetty");

  private static final Logger JAVALIN = Logger.getLogger("io.javalin");

  private ServerLog() {}

  /** Directs all logging of this process. */
  public static void direct(Path file, boolean terminal) {
    Logger root = Logger.getLogger("");
    for (Handler handler : root.getHandlers()) {
      root.removeHandler(handler);
      handler.close();
    }
    root.setLevel(Level.INFO);
    JETTY.setLevel(Level.WARNING);
    JAVALIN.setLevel(Level.WARNING);
    try {
      root.addHandler(formatted(new RotatingLog(file, MOST_BYTES), new Line()));
    } catch (IOException e) {
      throw StartException.wrongUse("SLW-5124", "the log " + file + " cannot be written: " + e + ". The server does not start; traffic stays as it is");
    }
    if (terminal) {
      root.addHandler(formatted(new ConsoleHandler(), new Brief()));
    }
  }

  private static Handler formatted(Handler handler, Formatter formatter) {
    handler.setFormatter(formatter);
    handler.setLevel(Level.ALL);
    return handler;
  }

  private static final class Line extends Formatter {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);

    @Override
    public String format(LogRecord record) {
      return TIME.format(record.getInstant()) + " " + record.getLevel().getName() + " " + record.getLoggerName() + " " + formatMessage(record) + trace(record) + "\n";
    }

    private static String trace(LogRecord record) {
      if (record.getThrown() == null) {
        return "";
      }
      StringWriter text = new StringWriter();
      record.getThrown().printStackTrace(new PrintWriter(text));
      return "\n" + text.toString().stripTrailing();
    }
  }

  private static final class Brief extends Formatter {
    @Override
    public String format(LogRecord record) {
      String level = record.getLevel().intValue() >= Level.WARNING.intValue() ? record.getLevel().getName().toLowerCase(java.util.Locale.ROOT) + ": " : "";
      return level + formatMessage(record) + (record.getThrown() == null ? "" : " (" + record.getThrown() + ")") + "\n";
    }
  }
}
