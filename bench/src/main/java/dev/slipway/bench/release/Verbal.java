package dev.slipway.bench.release;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Messages as people and tools write them, put together by chance from a seed. */
public final class Verbal {
  private static final String[] TYPES = {"feat", "fix", "perf", "docs", "chore", "refactor", "test", "ci", "build", "revert", "style",
      "Fix", "FEAT",
    "wip", "feature"};
  private static final String[] SCOPES = {"", "", "(api)", "(ui)", "(core/db)", "(a, b)", "()", "(deps-dev)", "(@acme/shop)", "( x )"};
  private static final String[] MARKS = {": ", ": ", ": ", ": ", "!: ", ":", " : ", "!:"};
  private static final String[] WORDS = {"add carts", "close the drawer", "fixes the rest (#12)", "handle #heading in text", "use `a: b`",
      "prefixes #9",
    "merge owner/shop#44 into #45", "ünïcode → x", "resolve #77 and #78", "do it", "", "see https://x.org/a#9",
      "bump a from 1.0 to 2.0"};
  private static final String[] BODIES = {"", "", "Some prose\nover lines.", "* one\n* two", "- fix: typo of #3",
      "* feat: more\n\n* fix: less", "a: b\nc: d",
    "This is a breaking change in spirit.", "Breaking Change: shouted softly", "BREAKING CHANGE without a colon", "  gpg: signed",
        "Fixes: the rest"};
  private static final String[] FOOTERS = {"", "", "", "Closes #12", "closes #1, #2 and owner/x#3", "Fixes #12.", "Refs: #133",
      "Reviewed-by: Z",
    "BREAKING CHANGE: the key is gone", "BREAKING-CHANGE: as well", "breaking change: quietly", "* BREAKING CHANGE: in a list",
        "Closes: #5",
    "Signed-off-by: A <a@b.c>\nCo-authored-by: D <d@e.f>", "See also https://x.org/issues#4 and #6",
        "BREAKING CHANGE: two lines\nof it\n\nCloses #8",
    "This reverts commit 0123456789012345678901234567890123456789."};

  private Verbal() {}

  /** So many of them; the same for the same seed. */
  public static List<String> messages(int count, long seed) {
    Random random = new Random(seed);
    List<String> messages = new ArrayList<>();
    while (messages.size() < count) {
      String header = random.nextInt(12) == 0 ? pick(random, "Merge branch 'side'", "Revert \"feat: add carts\"", "Update README", "v1.2.3",
          "Merge pull request #12 from a/b", "Merged PR 12: fix: it", "revert: add carts")
          : pick(random, TYPES) + pick(random, SCOPES) + pick(random, MARKS) + pick(random, WORDS);
      String body = pick(random, BODIES);
      String footer = pick(random, FOOTERS);
      String message = header + (body.isEmpty() ? "" : "\n\n" + body) + (footer.isEmpty() ? "" : pick(random, "\n\n", "\n\n", "\n")
          + footer);
      messages.add(random.nextInt(20) == 0 ? message.replace("\n", "\r\n") : message);
    }
    return messages;
  }

  private static String pick(Random random, String... of) {
    return of[random.nextInt(of.length)];
  }
}
