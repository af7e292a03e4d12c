package dev.slipway.server.retention;

import dev.slipway.core.rollout.Archive;
import dev.slipway.core.rollout.Command;
import dev.slipway.core.rollout.Decision;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.engine.Engine;
import dev.slipway.engine.journal.ReadAhead;
import dev.slipway.engine.journal.RecordHash;
import dev.slipway.engine.journal.Verification;
import dev.slipway.engine.proof.GrowingTree;
import dev.slipway.engine.proof.Hash;
import dev.slipway.engine.store.Archived;
import dev.slipway.engine.store.StateStore;
import dev.slipway.server.problem.Refused;
import dev.slipway.server.replay.Walk;
import dev.slipway.server.view.JournalView;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shortens the journal by what somebody keeps in an archive. First it is looked at whether the journal is as it was written and whether
 * nobody needs those records; then a record says that they are in the archive; then their bodies are taken away, a few in one transaction.
 * Ended anywhere between, it goes on when it is asked again with the same archive.
 */
public final class Retention {
  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
  private static final int TAKEN_AT_ONCE = 500;
  private static final int PAGE_RECORDS = 4_000;

  private final StateStore store;
  private final ArchiveBook book;
  private final Needs needs;
  private final Walk walk;
  private final Engine engine;
  private final ReentrantLock one = new ReentrantLock();

  /** Over one store. */
  public Retention(StateStore store, Walk walk, Engine engine, InstantSource clock) {
    this.store = store;
    this.book = new ArchiveBook(store);
    this.needs = new Needs(store, book, clock);
    this.walk = walk;
    this.engine = engine;
  }

  /** What is in archives. */
  public ArchiveBook book() {
    return book;
  }

  /** What could be put into an archive. */
  public RetentionView.Plan plan(Instant before) {
    return needs.plan(before);
  }

  /** Shortens the journal; goes on with it where that was begun before. */
  public RetentionView.Done shorten(ShortenRequest request) {
    Archive asked = request.archive();
    if (!one.tryLock()) {
      throw new Refused(Refused.Kind.AWAY, "SLW-5156", "the journal is being shortened for somebody else. Nothing was taken away for this",
          "Try again in a minute");
    }
    try {
      Optional<Archive> said = book.now().stream().map(ArchiveBook.Entry::archive).filter(a -> a.file().equals(asked.file())).findFirst();
      return said.isPresent() ? done(said.get(), true) : done(begun(asked, request.by()), false);
    } finally {
      one.unlock();
    }
  }

  private Archive begun(Archive archive, String by) {
    needs.old(archive.before());
    for (Archive.Part part : archive.parts()) {
      Optional<Archive.Part> now = needs.part(part.target(), archive.before());
      if (now.isEmpty() || now.get().after() != part.after() || now.get().through() < part.through()
          || store.archived().whole(part) != part.records()) {
        throw unfit("it has " + part.records() + " records of " + part.target() + " up to number " + part.through()
            + ", and here that may not be taken away, or is not the same");
      }
    }
    sound(archive);
    archive.parts().forEach(this::stood);
    Decision decision = engine.submit(TargetId.ACCESS, new Command.Shorten(by, archive));
    decision.refusal().ifPresent(r -> {
      throw new Refused(Refused.Kind.CONFLICT, r.code(), r.message(), "");
    });
    return archive;
  }

  /** A journal that was changed must stay as it is found. */
  private void sound(Archive archive) {
    if (store.verify(List.of()) instanceof Verification.Broken broken) {
      throw new Refused(Refused.Kind.CONFLICT, "SLW-5157", "the journal is not as it was written, and nothing was taken away: "
          + JournalView.Verified.of(broken).message(), "See: slipway audit verify");
    }
    if (!root(archive.size()).equals(archive.root().hex())) {
      throw unfit("its checkpoint is not of this journal");
    }
  }

  /** Over the first records, of as many as there are. */
  private String root(long size) {
    GrowingTree first = new GrowingTree();
    try (var pages = new ReadAhead<>(store::hashes, RecordHash::sequence, PAGE_RECORDS, size)) {
      while (pages.hasNext()) {
        pages.next().forEach(each -> first.add(Hash.ofRecord(each.hash())));
      }
    }
    return first.size() == size ? first.root().toString() : "";
  }

  private static Refused unfit(String why) {
    return new Refused(Refused.Kind.CONFLICT, "SLW-5158", "the archive does not fit this journal: " + why
        + ". Nothing was taken away; the file is as it was", "Write a new one: slipway audit retain --before DAY --to NEWFILE");
  }

  /** Where a target stood after a part, decided again from where it stood before it. */
  private Archived.Stood stood(Archive.Part part) {
    return walk.stood(part.target(), part.through());
  }

  private RetentionView.Done done(Archive archive, boolean alreadySo) {
    long taken = 0;
    for (Archive.Part part : archive.parts()) {
      if (store.archived().whole(part) > 0) {
        if (store.archived().stood(part.target()).filter(s -> s.sequence() >= part.through()).isEmpty()) {
          store.archived().stand(stood(part));
        }
        taken += take(part);
      }
    }
    LOG.info("{} records are in the archive {}; of {} the bodies were taken away now", archive.records(), archive.file(), taken);
    return new RetentionView.Done(alreadySo, archive.file().hex(), archive.records(), taken,
        taken == 0 ? "nothing of it was left to take away" : taken + " records are in the archive alone now");
  }

  private long take(Archive.Part part) {
    long taken = 0;
    for (int now = TAKEN_AT_ONCE; now > 0; taken += now) {
      now = store.archived().take(part, TAKEN_AT_ONCE);
    }
    return taken;
  }
}
