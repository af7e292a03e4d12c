package dev.slipway.adapters.process;

import dev.slipway.adapters.linux.Claim;
import dev.slipway.adapters.linux.Machine;
import dev.slipway.adapters.linux.ProcessStat;
import dev.slipway.adapters.linux.ProcessTable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One instance as its folder shows it.
 *
 * @param folder its folder
 * @param intent what was decided about it
 * @param claim who runs its current life
 * @param exit how the command ended, once it has
 * @param ending why and by when it is to end
 * @param everReady whether it was ready in this life
 */
record Found(Path folder, Intent intent, Claim.Seen claim, Optional<Exit> exit, Optional<Ending> ending, boolean everReady) {

  /** How its current life stands. */
  enum Life {
    /** Not claimed: about to run, or never run because a server crashed first. */
    UNCLAIMED,
    /** Its command runs. */
    RUNNING,
    /** Its command has ended; processes it left behind may still run. */
    ENDED
  }

  /** Reads it from the outside. */
  Life life(Machine machine) {
    return switch (claim) {
      case Claim.Seen.None n -> Life.UNCLAIMED;
      case Claim.Seen.Revoked r -> Life.ENDED;
      case Claim.Seen.Made m -> m.claim().main().alive(machine) ? Life.RUNNING : Life.ENDED;
    };
  }

  Optional<Claim> made() {
    return claim instanceof Claim.Seen.Made m ? Optional.of(m.claim()) : Optional.empty();
  }

  /** Whether it lived before the machine was started anew: it did not die by itself. */
  boolean ofAnotherBoot(Machine machine) {
    return !intent.startedAt().boot().equals(machine.boot());
  }

  boolean outOfMemory() {
    return exit.filter(Exit::outOfMemory).isPresent();
  }

  /** Whether its exit code may still be written. */
  boolean exitPending(Machine machine) {
    return exit.isEmpty() && made().filter(c -> c.leader().alive(machine)).isPresent();
  }

  /** Every process of this life, also those that left its session but kept its environment. */
  List<ProcessStat> processes(ProcessTable table, Machine machine) {
    List<ProcessStat> session = made().map(c -> c.session(table, intent.mark(), machine)).orElse(List.of());
    return session.isEmpty() ? table.withEnvironment(intent.mark()) : session;
  }

  Path claimFile() {
    return folder.resolve("claim-" + intent.life());
  }

  Path exitFile() {
    return folder.resolve("exit-" + intent.life());
  }

  Path complaintsFile() {
    return folder.resolve("start-" + intent.life() + ".log");
  }

  Path readyFile() {
    return folder.resolve("ready-" + intent.life());
  }

  Path askedToEndFile() {
    return folder.resolve("asked-to-end-" + intent.life());
  }

  Path workingDirectory() {
    return folder.resolve("work");
  }
}
