package dev.slipway.adapters.linux;

import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.OutsideException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Function;

/** The highest epoch that ever worked on each target: whoever comes with a lower one has lost the target and does not know it. */
public final class Epochs {
  private final Function<TargetId, Path> folder;

  /** Epochs remembered in a folder of each target. */
  public Epochs(Function<TargetId, Path> folder) {
    this.folder = folder;
  }

  /** Lets the epoch work on the target, or refuses it. Only under the target's lock. */
  public void admit(TargetId target, long epoch) throws IOException {
    Path file = folder.apply(target).resolve(".epoch");
    String text = DurableFile.read(file).orElse("0").strip();
    if (!text.matches("[0-9]{1,18}")) {
      throw new OutsideException(
          "SLW-3021", file + " does not hold a number. Nothing was started or stopped; write the highest epoch of " + target + " into it");
    }
    long highest = Long.parseLong(text);
    if (epoch < highest) {
      throw new OutsideException(
          "SLW-3020",
          "epoch " + epoch + " of " + target + " was refused: epoch " + highest
              + " works on it. Nothing was started or stopped; another server has taken over");
    }
    if (epoch > highest) {
      Files.createDirectories(folder.apply(target), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      DurableFile.write(file, epoch + "\n");
    }
  }
}
