package dev.slipway.server.api;

import dev.slipway.core.access.Role;
import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.Store;
import dev.slipway.server.access.Caller;
import dev.slipway.server.status.StatusReader;
import dev.slipway.server.view.JournalView;
import dev.slipway.server.view.TargetStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What somebody may see of what is there. */
final class Visible {
  private static final int PAGE = 1_000;
  private static final int MOST_PAGES = 20;

  private Visible() {}

  static boolean target(Caller caller, TargetId target) {
    return caller.may(Role.VIEWER, target);
  }

  static List<TargetStatus> targets(Caller caller, StatusReader status) {
    return status.all(target -> target(caller, target));
  }

  /** Records that it may see. Among many that it may not, a page may be empty and still not be the last: its next says so. */
  static JournalView journal(Store store, Caller caller, long after, int limit) {
    if (caller.mayEverywhere(Role.VIEWER)) {
      return JournalView.of(store.journal(Optional.empty(), after, limit), after);
    }
    List<JournalView.Entry> seen = new ArrayList<>();
    long at = after;
    for (int pages = 0; pages < MOST_PAGES && seen.size() < limit; pages++) {
      List<JournalRecord> page = store.journal(Optional.empty(), at, PAGE);
      for (JournalRecord record : page) {
        if (seen.size() < limit) {
          at = record.sequence();
          if (target(caller, record.target())) {
            seen.add(JournalView.Entry.of(record));
          }
        }
      }
      if (page.size() < PAGE) {
        break;
      }
    }
    return new JournalView(seen, at, Optional.empty());
  }
}
