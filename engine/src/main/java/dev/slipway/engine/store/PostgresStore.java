package dev.slipway.engine.store;

import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.TargetState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A store in PostgreSQL, for one server or several: what commit returns is kept as surely as the database keeps anything. */
public final class PostgresStore extends SqlStore implements SharedStore {
  private static final String CLOCK = "clock_timestamp()";

  private final PostgresDatabase database;
  private final PostgresLeases leases;

  private PostgresStore(PostgresDatabase database, PostgresLeases leases) {
    super(database, leases, new DeliveryTable(database, DeliveryTable.DATABASE_CLOCK));
    this.database = database;
    this.leases = leases;
  }

  /**
   * Connects, making the tables where there are none.
   *
   * @param password asked for at every connection; where there is none, the file that PGPASSFILE names is looked into
   * @param steadyClock decides how often leases are asked for, not how long they last
   * @throws StoreException when it cannot be reached or must not be used; nothing was changed then
   */
  public static PostgresStore open(PostgresAddress address, Supplier<Optional<String>> password, InstantSource steadyClock) {
    return over(PostgresDatabase.open(address, password), steadyClock, CLOCK);
  }

  static PostgresStore over(PostgresDatabase database, InstantSource steadyClock, String clock) {
    LeaseTable table = new LeaseTable(database.address(), database::life, clock);
    PostgresLeases leases = new PostgresLeases(database, table, steadyClock);
    database.whenLost(leases::doubtAll);
    return new PostgresStore(database, leases);
  }

  /** Where it is. */
  public PostgresAddress address() {
    return database.address();
  }

  @Override
  public Optional<JournalRecord> commit(TargetState next, long expected, long epoch, JournalRecord.Draft draft) {
    return held(next, super.commit(next, expected, epoch, draft));
  }

  @Override
  public Optional<JournalRecord> commit(Letter letter, TargetState next, long expected, long epoch, JournalRecord.Draft draft) {
    return held(next, commit(next, expected, epoch, draft, (h, sequence) -> {
      if (!InboxTable.answered(h, letter.id(), new Answer(Optional.empty(), Optional.of(sequence)))) {
        throw new WithdrawnException(letter.id());
      }
    }));
  }

  /** What was refused may have been refused because the lease is another's by now. */
  private Optional<JournalRecord> held(TargetState next, Optional<JournalRecord> record) {
    if (record.isEmpty()) {
      leases.doubt(next.id());
    }
    return record;
  }

  @Override
  public void put(Letter letter, Duration patience) {
    int unused = database.write(h -> InboxTable.put(h, letter, patience));
  }

  @Override
  public List<Letter> waiting(String owner, int most) {
    return database.read(h -> InboxTable.waiting(h, owner, most));
  }

  @Override
  public Optional<Answer> answer(String id) {
    return database.read(h -> InboxTable.answer(h, id));
  }

  @Override
  public Optional<Answer> withdraw(String id) {
    return database.write(h -> InboxTable.withdraw(h, id) == 1 ? Optional.<Answer>empty() : InboxTable.answer(h, id));
  }

  @Override
  public void answered(Letter letter, Answer answer) {
    boolean unused = database.write(h -> InboxTable.answered(h, letter.id(), answer));
  }

  @Override
  public boolean given(TargetId target, long epoch) {
    return leases.given(target, epoch);
  }

  @Override
  public void whenLost(Runnable told) {
    database.whenLost(told);
  }

  @Override
  public void letGo(String owner) {
    leases.letGo(owner);
    deliveries().letGo(owner);
  }

  @Override
  public Instant now() {
    return database.read(h -> h.createQuery("select " + CLOCK).mapTo(OffsetDateTime.class).one()).toInstant();
  }

  @Override
  public Optional<String> fact(String name) {
    return database.read(h -> h.createQuery("select value from facts where name = ?").bind(0, name).mapTo(String.class).findOne());
  }

  @Override
  public void tell(String name, String value) {
    int unused = database.write(h -> h.execute(
        "insert into facts (name, value) values (?,?) on conflict (name) do nothing", name, value));
  }
}
