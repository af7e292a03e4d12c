package dev.slipway.simulator.golden;

import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.rollout.Event;
import dev.slipway.core.rollout.Input;
import dev.slipway.engine.codec.CoreJson;
import dev.slipway.engine.codec.Format;
import dev.slipway.engine.journal.Chain;
import dev.slipway.engine.journal.Replay;
import dev.slipway.simulator.scenario.Scenario;
import dev.slipway.simulator.scenario.Scenarios;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The recorded journals, one file each with a record a line, in a folder named after the format of what is kept. */
final class GoldenJournals {
  private static final int SEEDS = 6_000;
  private static final int MOST_RECORDS = 60;
  private static final int MOST_FILES = 12;

  private GoldenJournals() {}

  static Path folder() {
    return Path.of("src/test/resources/golden/format-" + Format.CURRENT);
  }

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder())) {
      return files.filter(f -> f.toString().endsWith(".jsonl")).sorted().toList();
    }
  }

  static List<JournalRecord> read(Path file) throws IOException {
    return Files.readAllLines(file, StandardCharsets.UTF_8).stream().map(line -> CoreJson.read(JournalRecord.class, line)).toList();
  }

  /** What a journal shows: kinds of events, of inputs, phases, outcomes, causes and verdicts. */
  static Set<String> shows(List<JournalRecord> journal) {
    Set<String> shown = new TreeSet<>();
    for (JournalRecord record : journal) {
      if (Chain.input(record) instanceof Input.Commanded c) {
        shown.add("command " + c.command().getClass().getSimpleName());
      }
      for (Event event : record.events()) {
        shown.add("event " + event.getClass().getSimpleName());
        switch (event) {
          case Event.PhaseEntered e -> shown.add("phase " + e.phase());
          case Event.RolloutEnded e -> shown.add("outcome " + e.outcome());
          case Event.WentBack e -> shown.add("cause " + e.cause().getClass().getSimpleName());
          case Event.Judged e -> shown.add("verdict " + e.verdict().getClass().getSimpleName());
          default -> shown.add("other");
        }
      }
    }
    return shown;
  }

  /** Records anew: of many seeds the few short journals that together show everything. What was recorded before is replaced. */
  static void record() throws IOException {
    Map<Long, List<JournalRecord>> all = new HashMap<>();
    for (long seed = 0; seed < SEEDS; seed++) {
      Scenario scenario = Scenarios.of(seed);
      List<JournalRecord> journal = scenario.stable().isPresent() ? List.of() : Recording.of(scenario);
      // A run in which the answer of the store was lost lacks a record.
      boolean whole = !journal.isEmpty() && Replay.check(journal.stream()) instanceof Replay.Result.Same;
      if (whole && journal.size() <= MOST_RECORDS) {
        all.put(seed, journal);
      }
    }
    Files.createDirectories(folder());
    for (Path old : files()) {
      Files.delete(old);
    }
    Set<String> shown = new TreeSet<>();
    for (int n = 0; n < MOST_FILES; n++) {
      Comparator<Map.Entry<Long, List<JournalRecord>>> most = Comparator.comparingInt(e -> fresh(e.getValue(), shown));
      Map.Entry<Long, List<JournalRecord>> best =
          all.entrySet().stream().max(most.thenComparingInt(e -> -e.getValue().size()).thenComparingLong(e -> -e.getKey())).orElseThrow();
      if (fresh(best.getValue(), shown) == 0) {
        return;
      }
      shown.addAll(shows(best.getValue()));
      Files.write(folder().resolve("seed-" + best.getKey() + ".jsonl"), best.getValue().stream().map(CoreJson::write).toList());
    }
  }

  private static int fresh(List<JournalRecord> journal, Set<String> shown) {
    Set<String> shows = shows(journal);
    shows.removeAll(shown);
    return shows.size();
  }
}
