package dev.slipway.adapters.nginx;

import dev.slipway.adapters.linux.DurableFile;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.traffic.Front;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** The files of one target, as they are now. */
record ConfigFiles(Place place) {
  private static final String REMOVED = ", which was taken down. Nothing is routed here.\n";

  /** What nginx reads when it is reloaded; nothing where there is no such file. */
  Optional<String> live() throws IOException {
    return DurableFile.read(place.live());
  }

  Optional<ConfigText> current() throws IOException {
    return DurableFile.read(place.current()).flatMap(ConfigText::parse);
  }

  Optional<ConfigText> previous() throws IOException {
    return DurableFile.read(place.previous()).flatMap(ConfigText::parse);
  }

  /**
   * Notes what is about to be written and what it takes the place of, so that a change which is cut off can be told from somebody
   * else's.
   */
  void note(Optional<ConfigText> before, ConfigText next) throws IOException {
    if (before.isPresent()) {
      DurableFile.write(place.previous(), before.get().text());
    }
    DurableFile.write(place.current(), next.text());
  }

  /** nginx makes a log, but not the folder that it is in. */
  void makeLogFolder(ConfigText next) throws IOException {
    Optional<String> log = next.from().settings().front().flatMap(Front::accessLog);
    if (log.isPresent()) {
      Files.createDirectories(DurableFile.folderOf(Path.of(log.get())));
    }
  }

  /** Replaces what nginx reads; a link is followed, so that it stays one. */
  void writeLive(String text) throws IOException {
    Path file = Files.exists(place.live()) ? place.live().toRealPath() : place.live();
    DurableFile.write(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
  }

  /** An include file stays, for a configuration may name it. */
  void forget(String target) throws IOException {
    if (place.own()) {
      Files.deleteIfExists(place.live());
    } else {
      writeLive(ConfigText.ours(target) + REMOVED);
    }
    forgetNotes();
  }

  void forgetNotes() throws IOException {
    Files.deleteIfExists(place.current());
    Files.deleteIfExists(place.previous());
  }

  /** The highest epoch that was ever accepted. */
  long epoch() throws IOException {
    String text = DurableFile.read(place.epoch()).orElse("0").strip();
    if (!text.matches("[0-9]{1,18}")) {
      throw new OutsideException("SLW-4219", place.epoch() + " does not hold a number. Nothing was written; traffic stays as it is. "
          + "Write the highest epoch of the target into it, or remove it");
    }
    return Long.parseLong(text);
  }

  void admit(long epoch) throws IOException {
    if (epoch() != epoch) {
      DurableFile.write(place.epoch(), epoch + "\n");
    }
  }
}
