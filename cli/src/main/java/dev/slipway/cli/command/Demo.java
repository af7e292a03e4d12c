package dev.slipway.cli.command;

import dev.slipway.cli.demo.ControlsDemo;
import dev.slipway.cli.demo.DemoRun;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the main job on this machine, in a folder of its own, under real load. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Shows the main job on this machine in under 90 s, under real load, and leaves nothing behind.",
      "A first deploy, blue-green, a bad candidate that goes back by itself, a canary, and a rollback after promotion.",
      "With --controls: a gate, an approval, a failing check with its way back, and a report that proves itself."
    },
    footerHeading = "%nExample:%n",
    footer = {"  slipway demo --json | tail -1", "  slipway demo --controls"})
final class Demo implements Callable<Integer> {
  @Option(names = "--json", description = "journal records as JSON lines; the last line sums up")
  private boolean json;

  @Option(names = "--controls", description = "who may, what was verified, and proof of both, in place of traffic")
  private boolean controls;

  @Override
  public Integer call() throws Exception {
    return controls ? new ControlsDemo(json).run() : new DemoRun(json).run();
  }
}
