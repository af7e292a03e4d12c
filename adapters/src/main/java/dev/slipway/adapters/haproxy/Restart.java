package dev.slipway.adapters.haproxy;

import dev.slipway.adapters.linux.Machine;
import dev.slipway.core.spi.OutsideException;
import java.io.IOException;
import java.util.Optional;

/**
 * What a restart of an HAProxy by anybody means for a target: with which table it begins, and whether one is under way.
 *
 * @param files that it begins with
 * @param own Slipway's own, where it is
 * @param fromFiles whether it begins with the files; where a team does not read them, it begins empty
 */
record Restart(OwnFiles files, Optional<OwnHaproxy> own, boolean fromFiles) {

  /** Keeps a table for the next one. */
  void keep(Recorded recorded) {
    if (fromFiles) {
      try {
        files.make();
        files.keep(recorded);
      } catch (IOException e) {
        throw notKept(e);
      }
    }
  }

  /** Whether a process of before, or one that is only coming, may send requests to instances that no table in force names. */
  boolean underWay(Fleet fleet) {
    boolean leaving = own.filter(o -> o.leaving(fleet.views().getFirst().recorded())).isPresent();
    return leaving || (fromFiles && fleet.drains() && new Coming(files.folder(), Machine.here()).any(fleet.pids()));
  }

  static OutsideException notKept(IOException e) {
    return new OutsideException(
        "SLW-4168", "the files that HAProxy begins with could not be written: " + e
            + ". What is in force stays so; a restart of HAProxy would come "
            + "back with the table before, and Slipway would put it right", e);
  }
}
