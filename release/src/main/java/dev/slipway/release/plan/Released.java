package dev.slipway.release.plan;

import dev.slipway.core.version.SemanticVersion;
import dev.slipway.release.history.Repository;
import dev.slipway.release.history.Tag;
import dev.slipway.release.version.TagFormat;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The versions of one part that have a tag, wherever; and which of them this head's history holds. */
public final class Released {
  private static final int SINGLE_QUESTIONS = 8;

  private final Repository repository;
  private final TagFormat format;
  private final TreeMap<SemanticVersion, Tag> tags = new TreeMap<>();
  private final int others;

  /** Reads the tags of one form. Of two for the same version the first by name counts. */
  public Released(Repository repository, List<Tag> all, TagFormat format) {
    this.repository = repository;
    this.format = format;
    int passed = 0;
    for (Tag tag : all) {
      Optional<SemanticVersion> version = format.version(tag.name());
      version.ifPresent(v -> tags.putIfAbsent(v, tag));
      passed += version.isPresent() ? 0 : 1;
    }
    this.others = passed;
  }

  /** The form in use: that of the tags there are, for who has begun without a v goes on without. */
  public static TagFormat formIn(List<Tag> tags) {
    TagFormat plain = new TagFormat("", "");
    boolean usual = tags.stream().anyMatch(tag -> TagFormat.DEFAULT.version(tag.name()).isPresent());
    return !usual && tags.stream().anyMatch(tag -> plain.version(tag.name()).isPresent()) ? plain : TagFormat.DEFAULT;
  }

  /** How tags are called. */
  public TagFormat format() {
    return format;
  }

  /** How many tags are no version of this form. */
  public int others() {
    return others;
  }

  /** Every version with its tag, in order. */
  public Map<SemanticVersion, Tag> all() {
    return tags;
  }

  /** The tag of a version. */
  public Optional<Tag> tag(SemanticVersion version) {
    return Optional.ofNullable(tags.get(version));
  }

  /** The highest version that this head's history holds, of those that are wanted. */
  public Optional<SemanticVersion> highest(Predicate<SemanticVersion> wanted) {
    List<Map.Entry<SemanticVersion, Tag>> candidates =
        tags.descendingMap().entrySet().stream().filter(e -> wanted.test(e.getKey())).toList();
    Set<String> held = Set.of();
    for (int i = 0; i < candidates.size(); i++) {
      // Git answers for one tag in no time and for all at once in some; a branch far behind would ask for hundreds.
      held = i == SINGLE_QUESTIONS ? held() : held;
      Tag tag = candidates.get(i).getValue();
      if (i < SINGLE_QUESTIONS ? repository.isAncestor(tag.commit(), repository.head()) : held.contains(tag.name())) {
        return Optional.of(candidates.get(i).getKey());
      }
    }
    return Optional.empty();
  }

  private Set<String> held() {
    String out = repository.git().must("for-each-ref", "--format=%(refname:lstrip=2)", "--merged=" + repository.head(), "refs/tags");
    return new HashSet<>(out.lines().toList());
  }
}
