package dev.slipway.gates;

import java.nio.file.Path;
import java.util.Arrays;

/** Looks at gates in a process of its own, whose memory the test chooses. */
public final class SmallJava {
  private SmallJava() {}

  /** The folder, then gates. */
  public static void main(String[] args) {
    Folder folder = new Folder(Path.of(args[0]));
    Arrays.stream(args).skip(1).forEach(gate -> {
      var result = folder.judge(gate).result();
      System.out.println(gate.substring(gate.indexOf('=') + 1) + " " + result.outcome() + " " + result.said());
    });
  }
}
