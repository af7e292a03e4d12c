package dev.slipway.release.plan;

import dev.slipway.release.commit.Message;
import dev.slipway.release.commit.Revert;
import dev.slipway.release.commit.Squash;
import dev.slipway.release.history.Commit;
import dev.slipway.release.settings.Rules;
import dev.slipway.release.version.Bump;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Judges the commits of one release, each handed in before its parents. What was taken back within the release does not count, nor does
 * what takes it back; what a squash or merge says again counts once.
 */
public final class Judge {
  private static final int KEY = 7;
  private static final String MERGE = "it is a merge; what it brought counts by itself";

  private final Rules rules;
  private final boolean all;
  private final boolean firstParent;
  private final List<Judged> judged = new ArrayList<>();
  private final Map<String, List<Integer>> revertsByHash = new HashMap<>();
  private final Map<String, Integer> revertsByHeader = new HashMap<>();
  private final Map<Integer, Integer> takenBack = new HashMap<>();
  private final Map<String, Integer> said = new HashMap<>();
  private final Set<Integer> copies = new HashSet<>();
  private int commits;

  /**
   * A judge of one release.
   *
   * @param all whether commits that do not count are kept, for telling why
   * @param firstParent whether a merge stands for what it brought
   */
  public Judge(Rules rules, boolean all, boolean firstParent) {
    this.rules = rules;
    this.all = all;
    this.firstParent = firstParent;
  }

  /** Takes a commit in. */
  public void accept(Commit commit) {
    commits++;
    List<Message> messages = Squash.messages(commit.message(), rules::knows);
    Commit bare = new Commit(commit.hash(), commit.parents(), commit.epochSecond(), commit.author(), commit.email(), "");
    Optional<Judged> revert = takenBackBy(commit, messages.getFirst());
    boolean quietMerge = commit.isMerge() && !firstParent && commit.message().startsWith("Merge");
    for (Message message : messages) {
      if (revert.isPresent()) {
        keep(new Judged(bare, message, Bump.NONE, "it was taken back by " + revert.get().commit().shortHash()));
      } else if (quietMerge) {
        keep(new Judged(bare, message, Bump.NONE, MERGE));
      } else {
        judge(bare, message, messages.size() > 1 || commit.isMerge() || commit.message().contains("(cherry picked from commit "));
      }
    }
  }

  /** The judged messages, the newest first. */
  public List<Judged> judged() {
    return judged.stream().filter(j -> all || j.counts()).toList();
  }

  /** How many commits were taken in. */
  public int commits() {
    return commits;
  }

  /** How far all of them together move the version. */
  public Bump bump() {
    return judged.stream().map(Judged::bump).reduce(Bump.NONE, Bump::or);
  }

  private void judge(Commit commit, Message message, boolean again) {
    Judged fresh = new Judged(commit, message, rules.of(message), rules.why(message));
    Integer first = fresh.counts() ? said.get(Squash.key(message)) : null;
    if (first != null && (again || copies.contains(first))) {
      keep(fresh.without("it says the same as " + judged.get(first).commit().shortHash() + ", which counts"));
      return;
    }
    if (fresh.counts() || all || message.revert().isPresent()) {
      message.revert().ifPresent(r -> remember(r, judged.size()));
      if (fresh.counts()) {
        said.putIfAbsent(Squash.key(message), judged.size());
        if (again) {
          copies.add(judged.size());
        }
      }
      judged.add(fresh);
    }
  }

  private void keep(Judged one) {
    if (all) {
      judged.add(one);
    }
  }

  private void remember(Revert revert, int at) {
    revert.hashes().forEach(hash -> revertsByHash.computeIfAbsent(hash.substring(0, KEY), k -> new ArrayList<>()).add(at));
    if (revert.hashes().isEmpty()) {
      revertsByHeader.putIfAbsent(revert.header(), at);
    }
  }

  /** Looks for a revert of this commit that has not been taken back itself, and lets it count no more. */
  private Optional<Judged> takenBackBy(Commit commit, Message first) {
    Optional<Integer> at = revertsByHash.getOrDefault(commit.hash().substring(0, KEY), List.of()).stream()
        .filter(i -> judged.get(i).message().revert().orElseThrow().names(commit.hash())).findFirst()
        .or(() -> Optional.ofNullable(revertsByHeader.remove(first.header())));
    if (at.isEmpty()) {
      return Optional.empty();
    }
    Judged revert = judged.get(at.get());
    if (takenBack.merge(at.get(), 1, Integer::sum) >= revert.message().revert().orElseThrow().hashes().size()) {
      judged.set(at.get(), revert.without("it takes back " + commit.shortHash() + " of this same release"));
    }
    return Optional.of(revert);
  }
}
