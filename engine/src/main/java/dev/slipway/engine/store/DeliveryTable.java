package dev.slipway.engine.store;

import dev.slipway.core.rollout.Event;
import dev.slipway.core.rollout.TargetId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The rows of what was told to whom. */
final class DeliveryTable implements Deliveries {
  /** Where one process holds the store, nobody else can be sending. */
  static final String NOBODY_ELSE = "9000000000000000000";
  /** The clock of PostgreSQL, in milliseconds. */
  static final String DATABASE_CLOCK = "(extract(epoch from clock_timestamp()) * 1000)::bigint";

  private static final String WHICH = "target = :target and receiver = :receiver";
  private static final String LANE = "target, receiver, begun, sequence, part, attempts, trouble";

  private final Database database;
  private final String now;

  /**
   * In a database.
   *
   * @param now its clock in milliseconds, in SQL
   */
  DeliveryTable(Database database, String now) {
    this.database = database;
    this.now = now;
  }

  @Override
  public Optional<Progress> progress(Lane lane) {
    return database.read(h -> progress(h, lane));
  }

  private static Optional<Progress> progress(Handle h, Lane lane) {
    return h.createQuery("select " + LANE + " from lanes where " + WHICH)
        .bind("target", lane.target().toString()).bind("receiver", lane.receiver()).map((row, c) -> progress(row)).findOne();
  }

  @Override
  public List<Progress> troubled(int most) {
    return database.read(h -> h.createQuery("select " + LANE + " from lanes where attempts > 0 order by target, receiver limit :most")
        .bind("most", most).map((row, c) -> progress(row)).list());
  }

  @Override
  public long lastBegun(TargetId target) {
    return database.read(h -> JournalTable.marks(h, target, 2)).reversed().stream()
        .filter(r -> r.events().stream().anyMatch(e -> e instanceof Event.RolloutStarted))
        .mapToLong(r -> r.sequence()).findFirst().orElse(0);
  }

  @Override
  public Progress begin(Lane lane, Mark first) {
    return database.write(h -> {
      h.createUpdate("insert into lanes (target, receiver, begun, sequence, part, attempts, trouble, holder, until) "
              + "values (:target, :receiver, :begun, :sequence, :part, 0, null, '', 0) on conflict (target, receiver) do nothing")
          .bind("target", lane.target().toString()).bind("receiver", lane.receiver())
          .bind("begun", first.begun()).bind("sequence", first.sequence()).bind("part", first.part()).execute();
      return progress(h, lane).orElseThrow();
    });
  }

  @Override
  public Optional<Progress> claim(Lane lane, String owner, Duration length) {
    String until = now.equals(NOBODY_ELSE) ? "0 * :length" : now + " + :length";
    return database.write(h -> h.createUpdate("update lanes set holder = :owner, until = " + until + " where " + WHICH
            + " and (holder = :owner or until <= " + now + ")")
        .bind("target", lane.target().toString()).bind("receiver", lane.receiver())
        .bind("owner", owner).bind("length", length.toMillis()).execute() == 1 ? progress(h, lane) : Optional.empty());
  }

  @Override
  public void told(Lane lane, Mark mark) {
    int unused = database.write(h -> told(h, lane, mark));
  }

  private static int told(Handle h, Lane lane, Mark mark) {
    return h.createUpdate("update lanes set begun = :begun, sequence = :sequence, part = :part, attempts = 0, trouble = null where " + WHICH
            + " and (sequence < :sequence or (sequence = :sequence and part < :part))")
        .bind("target", lane.target().toString()).bind("receiver", lane.receiver())
        .bind("begun", mark.begun()).bind("sequence", mark.sequence()).bind("part", mark.part()).execute();
  }

  @Override
  public void failed(Lane lane, String trouble) {
    int unused = database.write(h -> h.createUpdate("update lanes set attempts = attempts + 1, trouble = :trouble where " + WHICH)
        .bind("target", lane.target().toString()).bind("receiver", lane.receiver()).bind("trouble", trouble).execute());
  }

  @Override
  public void dead(DeadLetter letter) {
    int unused = database.write(h -> {
      DeadLetterTable.put(h, letter);
      return told(h, letter.lane(), letter.mark());
    });
  }

  @Override
  public List<DeadLetter> deadLetters(int most) {
    return database.read(h -> DeadLetterTable.all(h, most));
  }

  @Override
  public int deadCount() {
    return database.read(DeadLetterTable::count);
  }

  @Override
  public boolean remove(Lane lane, long sequence, int part) {
    return database.write(h -> DeadLetterTable.remove(h, lane, sequence, part)) == 1;
  }

  @Override
  public void keepOnly(TargetId target, Collection<String> receivers) {
    int unused = database.write(h -> {
      List<String> all = h.createQuery("select receiver from lanes where target = :target").bind("target", target.toString())
          .mapTo(String.class).list();
      return all.stream().filter(r -> !receivers.contains(r)).mapToInt(r -> h.createUpdate("delete from lanes where " + WHICH)
          .bind("target", target.toString()).bind("receiver", r).execute()).sum();
    });
  }

  @Override
  public void letGo(String owner) {
    int unused = database.write(h -> h.createUpdate("update lanes set until = 0 where holder = :owner").bind("owner", owner).execute());
  }

  static Lane lane(ResultSet row) throws SQLException {
    return new Lane(TargetId.parse(row.getString(1)), row.getString(2));
  }

  static Mark mark(ResultSet row) throws SQLException {
    return new Mark(row.getLong(3), row.getLong(4), row.getInt(5));
  }

  private static Progress progress(ResultSet row) throws SQLException {
    return new Progress(lane(row), mark(row), row.getInt(6), Optional.ofNullable(row.getString(7)));
  }
}
