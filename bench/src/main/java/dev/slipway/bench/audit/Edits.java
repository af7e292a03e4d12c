package dev.slipway.bench.audit;

import dev.slipway.core.rollout.TargetId;
import dev.slipway.engine.journal.KeptRecord;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;

/** Small changes: a character, a bit, a row. */
final class Edits {
  private static final List<String> TEXTS = List.of("target", "at", "actor", "events", "input", "state_digest", "previous", "hash");
  private static final List<String> NUMBERS = List.of("sequence", "epoch", "version");
  private static final int MOST_BIT = 62;

  private final Random random;
  private final Rows rows;

  Edits(Random random, Rows rows) {
    this.random = random;
    this.rows = rows;
  }

  String record(int sequence) throws SQLException {
    int column = random.nextInt(TEXTS.size() + NUMBERS.size() + 1);
    if (column < TEXTS.size()) {
      return text("journal", TEXTS.get(column), "sequence", sequence);
    }
    if (column == TEXTS.size() + NUMBERS.size()) {
      return done("record " + sequence + ": its mark",
          rows.change("update journal set marks_rollout = 1 - marks_rollout where sequence = ?", sequence));
    }
    String name = NUMBERS.get(column - TEXTS.size());
    long bit = 1L << random.nextInt(MOST_BIT);
    // SQLite has no exclusive or. Where the sequence is taken it stays, and the epoch is changed instead.
    int changed = rows.change("update or ignore journal set " + name + " = (" + name + " | ?) - (" + name + " & ?) where sequence = ?",
        bit, bit,
        sequence);
    return changed == 1 ? "record " + sequence + ": " + name + " by " + bit
        : done("record " + sequence + ": epoch", rows.change("update journal set epoch = epoch + 1 where sequence = ?", sequence));
  }

  String space(int sequence) throws SQLException {
    KeptRecord record = rows.journal().get(sequence - 1);
    String other = record.events().substring(0, 1) + " ".repeat(1 + random.nextInt(3)) + record.events().substring(1);
    return done("record " + sequence + ": room in its events",
        rows.change("update journal set events = ? where sequence = ?", other, sequence));
  }

  String state(TargetId target) throws SQLException {
    String name = target.toString();
    return switch (random.nextInt(5)) {
      case 0 -> done("no state of " + name, rows.change("delete from targets where target = ?", name));
      case 1 -> done("a later state of " + name, rows.change("update targets set version = version + 1 where target = ?", name));
      case 2 -> done("an earlier state of " + name, rows.change("update targets set version = version - 1 where target = ?", name));
      case 3 -> done("a state of nowhere", rows.change(
          "insert into targets select 'nowhere/' || substr(target, 1, 7), version, state from targets "
          + "where target = ?", name));
      default -> text("targets", "state", "target", name);
    };
  }

  /** Another character somewhere in a text. */
  private String text(String table, String column, String key, Object value) throws SQLException {
    int place = random.nextInt(1 << 20);
    int letter = random.nextInt(26);
    String at = "(1 + ? % length(" + column + "))";
    String before = "substr(" + column + ", 1, " + at + " - 1)";
    String other = "char(case when substr(" + column + ", " + at + ", 1) = char(97 + ?) then 65 + ? else 97 + ? end)";
    String after = "substr(" + column + ", " + at + " + 1)";
    return done(table + " " + value + ": a letter of its " + column, rows.change(
        "update " + table + " set " + column + " = " + before + " || " + other + " || " + after + " where " + key + " = ?", place, place,
        letter, letter, letter, place, value));
  }

  private static String done(String what, int changed) {
    if (changed != 1) {
      throw new IllegalStateException(what + " was not done: " + changed + " rows changed");
    }
    return what;
  }
}
