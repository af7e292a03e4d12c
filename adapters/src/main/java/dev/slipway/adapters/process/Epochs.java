package dev.slipway.adapters.process;

import dev.slipway.adapters.linux.DurableFile;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.OutsideException;
import java.io.IOException;
import java.nio.file.Path;

/** The highest epoch that ever worked on each target: whoever comes with a lower one has lost the target and does not know it. */
final class Epochs {
  private final Layout layout;

  Epochs(Layout layout) {
    this.layout = layout;
  }

  /** Lets the epoch work on the target, or refuses it. Only under the target's lock. */
  void admit(TargetId target, long epoch) throws IOException {
    Path file = layout.instances(target).resolve(".epoch");
    String text = DurableFile.read(file).orElse("0").strip();
    if (!text.matches("[0-9]{1,18}")) {
      throw new OutsideException(
          "SLW-3021", file + " does not hold a number. Nothing was started or stopped; write the highest epoch of " + target + " into it");
    }
    long highest = Long.parseLong(text);
    if (epoch < highest) {
      throw new OutsideException(
          "SLW-3020",
          "epoch " + epoch + " of " + target + " was refused: epoch " + highest + " works on it. Nothing was started or stopped; another server has taken over");
    }
    if (epoch > highest) {
      DurableFile.write(file, epoch + "\n");
    }
  }
}
