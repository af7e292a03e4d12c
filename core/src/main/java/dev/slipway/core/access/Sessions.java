package dev.slipway.core.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who is signed in in a browser.
 *
 * @param all oldest first
 */
public record Sessions(List<Session> all) {
  /** Nobody. */
  public static final Sessions NONE = new Sessions(List.of());

  /** More of one person do not count at once: the next ends the oldest. */
  public static final int MOST_EACH = 10;

  public Sessions {
    all = List.copyOf(all);
  }

  /** With one more; those that ended by then are forgotten. */
  Sessions with(Session begun) {
    List<Session> next = new ArrayList<>(all);
    next.removeIf(s -> !s.livesAt(begun.begunAt()));
    List<Session> own = next.stream().filter(s -> s.name().equals(begun.name())).toList();
    next.removeAll(own.subList(0, Math.max(0, own.size() - MOST_EACH + 1)));
    next.add(begun);
    return new Sessions(next);
  }

  Sessions without(String id) {
    return new Sessions(all.stream().filter(s -> !s.id().equals(id)).toList());
  }

  /** One by its id. */
  public Optional<Session> session(String id) {
    return all.stream().filter(s -> s.id().equals(id)).findFirst();
  }
}
