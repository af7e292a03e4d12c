package dev.slipway.engine.store;

import dev.slipway.core.spi.Store;
import dev.slipway.engine.journal.KeptRecord;
import dev.slipway.engine.journal.RecordHash;
import dev.slipway.engine.journal.TrailRecord;
import dev.slipway.engine.journal.Verification;
import java.util.List;

/** A store that lasts: what commit returns is kept whatever happens to this process. Every method may be called from any thread. */
public interface StateStore extends Store, ReleaseHistory, AutoCloseable {

  /**
   * Verifies the whole journal, and that it leads to the states that are kept.
   *
   * @param heads records known from elsewhere
   */
  Verification verify(List<Verification.Head> heads);

  /** Records of all targets as they are kept, oldest first: the first {@code most} with a sequence above {@code after}. */
  List<KeptRecord> kept(long after, int most);

  /** The same without what they were decided from. */
  List<TrailRecord> trail(long after, int most);

  /** Of the same their hashes alone. */
  List<RecordHash> hashes(long after, int most);

  /** The sequence of the last record; 0 before the first. */
  long lastSequence();

  /** How far each receiver was told of it. */
  Deliveries deliveries();

  /** What is in an archive. */
  Archived archived();

  /** What was counted of each target, for objectives. */
  ServiceLevels levels();

  @Override
  void close();
}
