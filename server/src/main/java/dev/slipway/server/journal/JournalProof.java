package dev.slipway.server.journal;

import dev.slipway.engine.journal.KeptRecord;
import dev.slipway.engine.journal.ReadAhead;
import dev.slipway.engine.journal.RecordHash;
import dev.slipway.engine.journal.TrailRecord;
import dev.slipway.engine.journal.Verification;
import dev.slipway.engine.loop.Clocks;
import dev.slipway.engine.proof.Checkpoint;
import dev.slipway.engine.proof.CitedTree;
import dev.slipway.engine.proof.GrowingTree;
import dev.slipway.engine.proof.Hash;
import dev.slipway.engine.proof.SignedNote;
import dev.slipway.engine.store.StateStore;
import dev.slipway.server.problem.Refused;
import dev.slipway.server.state.CheckpointFile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Proof of a journal for people who do not trust this server: its records as they are kept, and signed checkpoints of them. A checkpoint is
 * signed an hour after the last, when something was journaled, and whenever one is asked for, but never of another history than the one
 * that was signed before.
 */
public final class JournalProof {
  private static final Logger LOG = LoggerFactory.getLogger(JournalProof.class);
  private static final Duration INTERVAL = Duration.ofHours(1);
  private static final int PAGE_RECORDS = 4_000;

  private final StateStore store;
  private final CheckpointFile file;
  private final Clocks clocks;
  private final AtomicReference<Instant> due;
  private GrowingTree tree = new GrowingTree();

  private JournalProof(StateStore store, CheckpointFile file, Clocks clocks) {
    this.store = store;
    this.file = file;
    this.clocks = clocks;
    this.due = new AtomicReference<>(clocks.steady().instant().plus(INTERVAL));
  }

  /** Of a store, with the key and the checkpoints that are kept; the feed says when something was journaled. */
  public static JournalProof of(StateStore store, CheckpointFile file, Clocks clocks, JournalFeed feed) {
    JournalProof proof = new JournalProof(store, file, clocks);
    feed.listen(record -> proof.after());
    return proof;
  }

  /** Signs once an hour, and lets nobody wait for it. */
  private void after() {
    Instant now = clocks.steady().instant();
    Instant then = due.get();
    if (!now.isBefore(then) && due.compareAndSet(then, now.plus(INTERVAL))) {
      Thread.ofVirtual().name("checkpoint").start(() -> {
        try {
          var unused = checkpoint();
        } catch (RuntimeException e) {
          LOG.error("no checkpoint of the journal was signed", e);
        }
      });
    }
  }

  /** Whether the journal is as it was written, beside records known from elsewhere. */
  public Verification verify(List<Verification.Head> heads) {
    return store.verify(heads);
  }

  /** Records as they are kept. */
  public List<KeptRecord> kept(long after, int most) {
    return store.kept(after, most);
  }

  /** The same without what they were decided from. */
  public List<TrailRecord> trail(long after, int most) {
    return store.trail(after, most);
  }

  /** The key that checkpoints are verified with. */
  public String key() {
    return file.key().shown().toString();
  }

  /** A checkpoint of all there is. */
  public synchronized SignedNote checkpoint() {
    Optional<Checkpoint> last = file.last();
    grow(last);
    if (last.filter(l -> l.size() == tree.size()).isPresent()) {
      return file.lastNote().orElseThrow();
    }
    Checkpoint now = new Checkpoint(file.key().shown().name(), tree.size(), tree.root(), clocks.wall().instant());
    return file.keep(SignedNote.of(now, file.key()));
  }

  /** Whether a record is the next that was not looked at for a checkpoint. */
  public synchronized boolean wants(long sequence) {
    return tree.size() == sequence - 1;
  }

  /** Takes what somebody else has just read, with the tree that they have hashed it into already; what it does not want it leaves. */
  public synchronized void seen(long firstSequence, List<Hash> leaves, Optional<CitedTree> grown) {
    if (wants(firstSequence)) {
      Optional<Checkpoint> last = file.last();
      boolean passes = last.filter(l -> l.size() >= firstSequence && l.size() < firstSequence + leaves.size()).isPresent();
      if (grown.isPresent() && !passes) {
        tree = grown.get().grown();
      } else {
        leaves.forEach(leaf -> add(leaf, last));
      }
    }
  }

  /** Reads on to the journal's end, through the checkpoint signed last. */
  private void grow(Optional<Checkpoint> last) {
    try (var pages = new ReadAhead<>(store::hashes, RecordHash::sequence, PAGE_RECORDS, tree.size(), Long.MAX_VALUE)) {
      while (pages.hasNext()) {
        pages.next().forEach(each -> add(Hash.ofRecord(each.hash()), last));
      }
    }
    if (last.filter(l -> tree.size() < l.size()).isPresent()) {
      must(false, last.get());
    }
  }

  private void add(Hash leaf, Optional<Checkpoint> last) {
    tree.add(leaf);
    if (last.isPresent() && tree.size() == last.get().size()) {
      must(tree.root().equals(last.get().root()), last.get());
    }
  }

  private void must(boolean same, Checkpoint signed) {
    if (!same) {
      tree = new GrowingTree();
      throw new Refused(
          Refused.Kind.CONFLICT, "SLW-5137", "the journal is not the one of " + signed.size() + " records that this server signed at "
              + signed.at() + ": records were taken out or written anew. Nothing was signed; rollouts go on by the committed state",
              "Where a backup was restored on purpose, put the file " + file.path()
                  + " aside, and a new row of checkpoints begins; else keep a copy of the state folder and find out who changed it");
    }
  }
}
