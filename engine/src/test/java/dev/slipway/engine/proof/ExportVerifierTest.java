package dev.slipway.engine.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.audit.JournalRecord;
import dev.slipway.engine.journal.Chain;
import dev.slipway.engine.journal.KeptRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Exports that are sound, and thousands that somebody changed. */
class ExportVerifierTest {
  private static final int RECORDS = 12;
  private static final int CHANGES = 10_000;
  private static final SigningKey KEY = SigningKey.generate("journal");
  private final WholeTree tree = new WholeTree();
  private final List<KeptRecord> records = new ArrayList<>();

  private SignedNote grown(int size, String reason) {
    String previous = records.isEmpty() ? JournalRecord.GENESIS : records.getLast().hash();
    for (int i = records.size(); i < size; i++) {
      KeptRecord open = new KeptRecord(i + 1, i % 2 == 0 ? "shop/a" : "shop/b", Instant.ofEpochSecond(1_700_000_000L + i).toString(), 1,
          "ada", i, "[]", "{\"reason\":\"" + reason + i + "\"}", "0".repeat(64), previous, "", false);
      KeptRecord sealed = new KeptRecord(open.sequence(), open.target(), open.at(), 1, "ada", i, "[]", open.input(), open.stateDigest(),
          previous, Chain.hash(open), false);
      records.add(sealed);
      tree.add(Hash.ofRecord(sealed.hash()));
      previous = sealed.hash();
    }
    return SignedNote.of(new Checkpoint("journal", size, tree.root(size), Instant.ofEpochSecond(1_700_001_000L)), KEY);
  }

  private List<String> all(SignedNote note) {
    List<String> lines = new ArrayList<>(List.of(ExportLines.head(true, "all").toString()));
    records.forEach(r -> lines.add(ExportLines.record(r).toString()));
    lines.add(ExportLines.end(note).toString());
    return lines;
  }

  private List<String> ofShopB(SignedNote note) {
    List<String> lines = new ArrayList<>(List.of(ExportLines.head(false, "of shop/b").toString()));
    records.stream().filter(r -> r.target().equals("shop/b"))
        .forEach(r -> lines.add(ExportLines.record(r, tree.inclusion((int) r.sequence() - 1, records.size())).toString()));
    lines.add(ExportLines.end(note).toString());
    return lines;
  }

  private static ExportOutcome verify(List<String> lines, List<Checkpoint> earlier) {
    return ExportVerifier.verify(lines.iterator(), List.of(KEY.shown()), earlier);
  }

  @Test
  void exports_of_all_and_of_some_are_sound() {
    Checkpoint earlier = Checkpoint.parse(grown(5, "r").text());
    SignedNote note = grown(RECORDS, "r");
    assertEquals(RECORDS, assertInstanceOf(ExportOutcome.Sound.class, verify(all(note), List.of(earlier))).records());
    assertEquals(RECORDS / 2, assertInstanceOf(ExportOutcome.Sound.class, verify(ofShopB(note), List.of())).records());
  }

  @Test
  void a_history_that_was_signed_anew_shows_beside_an_earlier_checkpoint_alone() {
    Checkpoint earlier = Checkpoint.parse(grown(5, "r").text());
    ExportVerifierTest other = new ExportVerifierTest();
    SignedNote anew = other.grown(RECORDS, "s");
    assertInstanceOf(ExportOutcome.Sound.class, verify(other.all(anew), List.of()));
    ExportOutcome.Unsound found = assertInstanceOf(ExportOutcome.Unsound.class, verify(other.all(anew), List.of(earlier)));
    assertTrue(found.why().contains("written anew"), found.why());
    ExportVerifierTest shorter = new ExportVerifierTest();
    assertInstanceOf(ExportOutcome.Unsound.class, verify(shorter.all(shorter.grown(3, "r")), List.of(earlier)));
  }

  /** Every byte counts: of a record, of a path, of the checkpoint. Lines come, go and change places. */
  @Test
  void ten_thousand_changes_are_found_each() {
    SignedNote note = grown(RECORDS, "r");
    Random random = new Random(7);
    for (int i = 0; i < CHANGES; i++) {
      List<String> whole = random.nextBoolean() ? all(note) : ofShopB(note);
      List<String> changed = new ArrayList<>(whole);
      int line = 1 + random.nextInt(changed.size() - 1);
      switch (random.nextInt(4)) {
        case 0 -> changed.remove(line);
        case 1 -> changed.add(line, changed.get(1 + random.nextInt(changed.size() - 1)));
        case 2 -> changed.set(line, edited(changed.get(line), random));
        default -> changed = changed.subList(0, line);
      }
      // A line of an export of some may be taken out: it says that it is not whole.
      boolean lessOfSome = whole.getFirst().contains("shop/b") && changed.getLast().equals(whole.getLast()) && whole.containsAll(changed);
      boolean sound = verify(changed, List.of()) instanceof ExportOutcome.Sound;
      assertTrue(!sound || lessOfSome || changed.equals(whole), "change " + i + " was not found:\n" + String.join("\n", changed));
    }
  }

  private static String edited(String line, Random random) {
    int at = random.nextInt(line.length());
    char other = line.charAt(at) == '7' ? '8' : '7';
    return line.substring(0, at) + other + line.substring(at + 1);
  }

  @Test
  void what_is_no_export_is_told_with_its_line() {
    SignedNote note = grown(2, "r");
    for (List<String> wrong : List.of(List.<String>of(), List.of("{}"), List.of("[]"), List.of("not json"),
        List.of(ExportLines.head(true, "all").toString()), List.of(ExportLines.head(true, "all").toString(), "{\"other\":1}"),
        List.of(ExportLines.head(true, "all").toString(), "{\"record\":{}}"))) {
      assertInstanceOf(ExportOutcome.Unsound.class, verify(wrong, List.of()), wrong.toString());
    }
    List<String> after = all(note);
    after.add(after.get(1));
    assertEquals(5, assertInstanceOf(ExportOutcome.Unsound.class, verify(after, List.of())).line());
  }

}
