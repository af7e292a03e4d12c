package dev.slipway.release.version;

import dev.slipway.core.version.SemanticVersion;
import dev.slipway.release.ReleaseException;
import java.util.Collection;
import java.util.Optional;

/**
 * Decides which version comes next.
 *
 * @param initial the first one, where there was none
 * @param majorFromZero whether a breaking change leads from 0.y to 1.0.0; otherwise to the next minor version
 */
public record NextVersion(SemanticVersion initial, boolean majorFromZero) {
  /** What holds where nothing is configured. */
  public static final NextVersion DEFAULT = new NextVersion(SemanticVersion.of(0, 1, 0), false);

  /**
   * The version that follows.
   *
   * @param last the last stable version that the branch holds
   * @param bump how far the changes since then move it; not NONE
   * @param taken every version that has a tag, wherever
   */
  public SemanticVersion after(Optional<SemanticVersion> last, Bump bump, Channel channel, Collection<SemanticVersion> taken) {
    SemanticVersion target = last.map(version -> moved(version, bump)).orElse(initial.core());
    return switch (channel) {
      case Channel.Stable s -> target;
      case Channel.PreRelease pre -> {
        long highest = taken.stream().filter(v -> v.core().equals(target)).flatMap(v -> v.numberOn(pre.name()).stream())
            .mapToLong(Long::longValue).max().orElse(0);
        yield target.on(pre.name(), highest + 1);
      }
      case Channel.Maintenance line -> inLine(line, target, last, taken);
    };
  }

  private static SemanticVersion inLine(
      Channel.Maintenance line, SemanticVersion target, Optional<SemanticVersion> last, Collection<SemanticVersion> taken) {
    if (last.isEmpty() || !line.holds(last.get())) {
      throw ReleaseException.refused("SLW-6215 the branch is of the line " + line.word() + ", and holds no released version of it"
          + last.map(v -> " (its last is " + v + ")").orElse("") + ". Nothing was changed. Branch it off at a tag of that line");
    }
    if (!line.holds(target)) {
      throw ReleaseException.refused("SLW-6216 the changes lead to " + target + ", outside the line " + line.word()
          + " of this branch. Nothing was changed. Take the change that asks for it off this branch, or release from another one");
    }
    if (taken.contains(target)) {
      throw ReleaseException.refused("SLW-6216 the changes lead to " + target + ", which is released elsewhere already; the line "
          + line.word() + " has only fixes left. Nothing was changed");
    }
    return target;
  }

  /** A version moved by a change. Before 1.0.0 nothing is promised, so a breaking change is a minor one unless told otherwise. */
  SemanticVersion moved(SemanticVersion from, Bump bump) {
    Bump applied = from.major() == 0 && bump == Bump.MAJOR && !majorFromZero ? Bump.MINOR : bump;
    return switch (applied) {
      case NONE -> from.core();
      case PATCH -> SemanticVersion.of(from.major(), from.minor(), from.patch() + 1);
      case MINOR -> SemanticVersion.of(from.major(), from.minor() + 1, 0);
      case MAJOR -> SemanticVersion.of(from.major() + 1, 0, 0);
    };
  }
}
