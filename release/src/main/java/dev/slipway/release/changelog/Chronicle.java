package dev.slipway.release.changelog;

import dev.slipway.core.version.SemanticVersion;
import dev.slipway.release.history.Commit;
import dev.slipway.release.history.Repository;
import dev.slipway.release.history.Tag;
import dev.slipway.release.plan.Judge;
import dev.slipway.release.plan.Released;
import dev.slipway.release.settings.Settings;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * All releases that a history holds, read in one pass: commits come before their parents, and each belongs to the oldest release that
 * holds it. Pre-releases on the way to a stable version are a part of it.
 */
final class Chronicle {
  private static final int SECONDS_A_DAY = 86_400;
  private static final int UNRELEASED = Integer.MAX_VALUE;

  private final Settings settings;
  private final Predicate<Commit> wanted;
  private final Map<String, List<SemanticVersion>> tagged = new HashMap<>();
  private final Released released;
  private final Map<String, Integer> owners = new HashMap<>();
  private final List<Part> parts = new ArrayList<>();
  private final Part open;

  /** A release under way of being read. */
  private static final class Part {
    private final Optional<SemanticVersion> version;
    private final Optional<Tag> tag;
    private final String date;
    private final Judge judge;

    Part(Optional<SemanticVersion> version, Optional<Tag> tag, String date, Judge judge) {
      this.version = version;
      this.tag = tag;
      this.date = date;
      this.judge = judge;
    }
  }

  /**
   * Begins.
   *
   * @param wanted which commits belong to the part of the repository in question
   */
  Chronicle(Settings settings, Released released, Predicate<Commit> wanted) {
    this.settings = settings;
    this.wanted = wanted;
    this.released = released;
    released.all().forEach((version, tag) -> tagged.computeIfAbsent(tag.commit(), c -> new ArrayList<>()).add(version));
    this.open = new Part(Optional.empty(), Optional.empty(), "", judge());
  }

  /** The commits that touch some paths. */
  static Predicate<Commit> touching(Repository repository, List<String> paths, boolean firstParent) {
    if (paths.isEmpty()) {
      return commit -> true;
    }
    Set<String> hashes = new HashSet<>();
    repository.commits(new Repository.Range(repository.head(), List.of(), paths, firstParent), commit -> hashes.add(commit.hash()));
    return commit -> hashes.contains(commit.hash());
  }

  /** Takes in the next commit. */
  void accept(Commit commit) {
    Integer inherited = owners.remove(commit.hash());
    int owner = inherited == null ? UNRELEASED : inherited;
    Optional<SemanticVersion> version = boundary(commit, owner);
    if (version.isPresent()) {
      // Each one found later is older, or beside: the smaller number is the older release.
      owner = -parts.size() - 1;
      String date = LocalDate.ofEpochDay(Math.floorDiv(commit.epochSecond(), SECONDS_A_DAY)).toString();
      parts.add(new Part(version, released.tag(version.get()), date, judge()));
    }
    Part part = part(owner);
    if (wanted.test(commit)) {
      part.judge.accept(commit);
    }
    for (String parent : commit.parents()) {
      owners.merge(parent, owner, Math::min);
    }
  }

  /** What is not released, then the releases, the newest first. */
  List<Section> sections() {
    List<Section> sections = new ArrayList<>();
    sections.add(section(open, parts.stream().findFirst()));
    for (int i = 0; i < parts.size(); i++) {
      sections.add(section(parts.get(i), i + 1 < parts.size() ? Optional.of(parts.get(i + 1)) : Optional.empty()));
    }
    return sections;
  }

  private Judge judge() {
    return new Judge(settings.rules(), false, settings.firstParent());
  }

  private Part part(int owner) {
    return owner == UNRELEASED ? open : parts.get(-owner - 1);
  }

  /** The version that a commit was released as, unless that was only a step on the way to the one it belongs to already. */
  private Optional<SemanticVersion> boundary(Commit commit, int owner) {
    List<SemanticVersion> versions = tagged.get(commit.hash());
    if (versions == null) {
      return Optional.empty();
    }
    SemanticVersion version = versions.stream().filter(SemanticVersion::isStable).reduce((a, b) -> b).orElse(versions.getLast());
    boolean step = !version.isStable() && part(owner).version.filter(v -> v.isStable() && v.equals(version.core())).isPresent();
    return step ? Optional.empty() : Optional.of(version);
  }

  private static Section section(Part part, Optional<Part> before) {
    return new Section(part.version, part.tag.map(Tag::name), before.flatMap(b -> b.tag).map(Tag::name), part.date, part.judge.judged(),
        Map.of());
  }
}
