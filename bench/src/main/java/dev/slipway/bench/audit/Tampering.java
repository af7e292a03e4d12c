package dev.slipway.bench.audit;

import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.rollout.Decider;
import dev.slipway.core.rollout.Decision;
import dev.slipway.core.rollout.Input;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.engine.codec.Format;
import dev.slipway.engine.journal.Chain;
import dev.slipway.engine.journal.KeptRecord;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** One change of each kind, at random, to the rows of a copy. */
final class Tampering {
  private static final String ALWAYS = "tampering";

  private final Original original;
  private final Random random;
  private final Rows rows;
  private final int count;

  Tampering(Original original, Random random, Rows rows) {
    this.original = original;
    this.random = random;
    this.rows = rows;
    this.count = original.records().size();
  }

  /** Does it. Returns what was done, for people. */
  String change(Kind kind) throws SQLException {
    return switch (kind) {
      case EDIT_RECORD -> new Edits(random, rows).record(any());
      case EDIT_SPACE -> new Edits(random, rows).space(any());
      case EDIT_STATE -> new Edits(random, rows).state(original.records().get(any() - 1).target());
      case CUT_TAIL -> cut(any(), count);
      case CUT_MIDDLE -> middle();
      case CUT_HEAD -> cut(1, 1 + random.nextInt(count - 1));
      case SWAP -> swap();
      case REPEAT -> repeat();
      case CUT_BACK -> cutBack();
      case REWRITE -> rewrite();
      case FORK -> fork();
    };
  }

  /** Any sequence. */
  private int any() {
    return 1 + random.nextInt(count);
  }

  private String middle() throws SQLException {
    int first = 2 + random.nextInt(count - 2);
    return cut(first, first + random.nextInt(count - first));
  }

  private String cut(int first, int last) throws SQLException {
    List<KeptRecord> rest = rows.journal().subList(last, count);
    int by = random.nextBoolean() ? last - first + 1 : 0;
    rows.replace(first, rest.stream().map(r -> Rows.moved(r, r.sequence() - by)).toList());
    return "cut " + first + " to " + last + ", the rest moved by " + by;
  }

  private String swap() throws SQLException {
    List<KeptRecord> all = new ArrayList<>(rows.journal());
    int one = any();
    int other = 1 + (one + random.nextInt(count - 1)) % count;
    KeptRecord kept = all.get(one - 1);
    all.set(one - 1, Rows.moved(all.get(other - 1), one));
    all.set(other - 1, Rows.moved(kept, other));
    rows.replace(1, all);
    return "swapped " + one + " and " + other;
  }

  private String repeat() throws SQLException {
    List<KeptRecord> all = rows.journal();
    int one = any();
    int at = any();
    List<KeptRecord> later = new ArrayList<>(List.of(Rows.moved(all.get(one - 1), at)));
    all.subList(at - 1, count).forEach(r -> later.add(Rows.moved(r, r.sequence() + 1)));
    rows.replace(at, later);
    return "put " + one + " once more at " + at;
  }

  private String cutBack() throws SQLException {
    int left = random.nextInt(count);
    putBack(left);
    return "put back to what it was after " + left;
  }

  /** Journal and states as they were after so many records. */
  private void putBack(int left) throws SQLException {
    rows.replace(left + 1L, List.of());
    rows.sql("delete from releases", "delete from targets");
    for (Map.Entry<TargetId, Original.Stood> each : original.after(left).entrySet()) {
      rows.keep(each.getKey(), each.getValue().version(), each.getValue().state());
    }
  }

  private String rewrite() throws SQLException {
    int from = any();
    List<KeptRecord> all = rows.journal();
    String previous = all.get(from - 1).previous();
    List<KeptRecord> anew = new ArrayList<>();
    for (KeptRecord r : all.subList(from - 1, count)) {
      KeptRecord sealed = Rows.sealed(r, r.sequence(), r.sequence() == from ? ALWAYS + random.nextInt() : r.actor(), previous);
      anew.add(sealed);
      previous = sealed.hash();
    }
    rows.replace(from, anew);
    return "another actor in " + from + ", all hashes made anew";
  }

  /** Of a target of its own, so that it may begin anywhere; as long as what it takes the place of, or longer, or shorter. */
  private String fork() throws SQLException {
    int left = random.nextInt(count);
    putBack(left);
    TargetId target = new TargetId(ALWAYS, "production");
    List<Input> script = original.scripts().get(random.nextInt(original.scripts().size()));
    TargetState state = TargetState.empty(target);
    String previous = left == 0 ? JournalRecord.GENESIS : original.records().get(left - 1).hash();
    long most = 1 + random.nextInt(2 * script.size());
    List<KeptRecord> anew = new ArrayList<>();
    for (Input input : script.subList(0, (int) Math.min(most, script.size()))) {
      Decision decision = Decider.decide(state, input);
      state = decision.state();
      String kept = Format.write(state);
      Chain.Link link = new Chain.Link(previous, left + anew.size() + 1L, target, 1, anew.size() + 1L);
      JournalRecord.Draft draft =
          new JournalRecord.Draft(original.records().getLast().at(), "slipway" + random.nextInt(), decision.events(), input);
      KeptRecord sealed = KeptRecord.of(Chain.seal(link, draft, kept));
      anew.add(sealed);
      previous = sealed.hash();
      rows.keep(target, anew.size(), kept);
    }
    rows.replace(left + 1L, anew);
    return "another history of " + anew.size() + " records after " + left;
  }
}
