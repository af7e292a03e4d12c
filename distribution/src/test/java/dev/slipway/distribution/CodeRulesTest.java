package dev.slipway.distribution;

import dev.slipway.distribution.Sources.Source;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The house rules of docs/design.md about what code may do. Every message names what to write instead. */
class CodeRulesTest {
  private static final Sources SOURCES = Sources.ofThisCheckout();

  /** Where time, chance and waiting may be asked for: the edges, which pass them inwards as a clock or a number. */
  private static final Set<String> SHELL = Set.of("adapters", "proxy", "server", "cli", "load", "validation", "bench", "distribution");

  @Test
  void time_comes_in_as_data() {
    Forbidden.of(
        "\\bInstant\\.now\\(\\s*\\)|\\bSystem\\.currentTimeMillis\\(|\\bSystem\\.nanoTime\\(|\\bLocalDate(?:Time)?\\.now\\(\\s*\\)|\\bClock\\.system",
        "take a java.time.InstantSource or a LongSupplier of nanoseconds from the shell")
        .inCodeOf(insideTheShell());
  }

  @Test
  void nothing_sleeps_inside() {
    Forbidden.of(
        "\\bThread\\.sleep\\(|\\bTimeUnit\\.\\w+\\.sleep\\(",
        "return what should happen at which instant and let the loop come back to it")
        .inCodeOf(insideTheShell());
  }

  @Test
  void chance_comes_in_as_a_seed() {
    Forbidden.of(
        "\\bnew (?:java\\.util\\.)?Random\\(|\\bMath\\.random\\(|\\bUUID\\.randomUUID\\(|\\bThreadLocalRandom\\b"
            + "|\\bnew SecureRandom\\(|\\bnew SplittableRandom\\(\\s*\\)",
        "take an id or a seeded generator from the shell, so that the same seed gives the same run")
        .inCodeOf(insideTheShell());
  }

  @Test
  void switches_of_core_name_every_case() {
    Forbidden.of(
        "\\bdefault\\s*(?:->|:)",
        "name the cases: the compiler then finds every place where a new state has to be thought about")
        .inCodeOf(SOURCES.mainJava().stream().filter(source -> source.module().equals("core")).toList());
  }

  @Test
  void fakes_are_written_by_hand() {
    Forbidden.of(
        "\\bimport (?:static )?(?:org\\.mockito|org\\.easymock|org\\.powermock|io\\.mockk|org\\.jmock)",
        "write a fake in simulator and let it pass the seam's contract test")
        .inCodeOf(SOURCES.java());
  }

  @Test
  void no_catch_block_is_empty() {
    Forbidden.of(
        "\\bcatch\\s*\\([^)]*\\)\\s*\\{\\s*\\}",
        "handle it, rethrow it with a code, or do in the block what its comment says")
        .inCodeOf(SOURCES.java());
  }

  private static List<Source> insideTheShell() {
    return SOURCES.mainJava().stream().filter(s -> !SHELL.contains(s.module()) && !s.module().startsWith("examples")).toList();
  }
}
