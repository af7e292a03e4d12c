package dev.slipway.adapters.process;

import dev.slipway.adapters.linux.Machine;
import dev.slipway.core.spi.OutsideException;
import java.nio.file.Path;

/** Stages a file into a state folder and says how that was refused: for a process that may not read it. */
final class StageMain {
  private StageMain() {}

  public static void main(String[] arguments) {
    ReleaseStore store = new ReleaseStore(new Layout(Path.of(arguments[0])), Machine.here());
    try {
      System.out.println("kept as " + store.stage(Path.of(arguments[1])));
    } catch (OutsideException e) {
      System.out.println(e.code() + " " + e.said());
    }
  }
}
