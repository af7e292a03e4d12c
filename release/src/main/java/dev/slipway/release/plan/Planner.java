package dev.slipway.release.plan;

import dev.slipway.core.version.SemanticVersion;
import dev.slipway.release.ReleaseException;
import dev.slipway.release.history.Repository;
import dev.slipway.release.history.Tag;
import dev.slipway.release.settings.PackageRule;
import dev.slipway.release.settings.Settings;
import dev.slipway.release.version.Bump;
import dev.slipway.release.version.Channel;
import dev.slipway.release.version.NextVersion;
import dev.slipway.release.version.TagFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds out what comes next, from the local repository alone. Changes nothing. */
public final class Planner {
  private static final SemanticVersion FIRST = SemanticVersion.of(0, 1, 0);

  private final Repository repository;
  private final Settings settings;
  private final Written written;
  private final List<Tag> tags;
  private final Set<String> cuts;

  /** A planner for a repository as it stands. */
  public Planner(Repository repository, Settings settings, Written written) {
    this.repository = repository;
    this.settings = settings;
    this.written = written;
    this.tags = repository.tags();
    this.cuts = repository.cuts();
  }

  /** Plans every part, or the one wished for. */
  public List<PartPlan> plan(Wishes wishes) {
    List<PartPlan> plans = new ArrayList<>();
    for (PackageRule part : settings.parts()) {
      if (wishes.part().map(part.name()::equals).orElse(true)) {
        plans.add(plan(part, wishes));
      }
    }
    if (plans.isEmpty()) {
      List<String> names = settings.packages().stream().map(PackageRule::name).toList();
      throw ReleaseException.wrongUse("SLW-6205 there is no package " + wishes.part().orElse("") + "; there "
          + (names.isEmpty() ? "are none, for slipway.yaml has no release.packages" : "are " + String.join(", ", names))
          + ". Nothing was changed");
    }
    return plans;
  }

  /** The tags of a part. */
  public Released released(PackageRule part) {
    TagFormat named = new TagFormat(part.name() + "-v", "");
    TagFormat format = part.tag().or(settings::tag).orElseGet(() -> part.name().isEmpty() ? Released.formIn(tags) : named);
    return new Released(repository, tags, format);
  }

  /** The channel in force: the one wished for, else the branch's; plans of other branches are made as if they were stable. */
  public Channel channel(Wishes wishes) {
    return wishes.channel().or(() -> repository.branch().flatMap(settings.branches()::of)).orElse(Channel.STABLE);
  }

  private PartPlan plan(PackageRule part, Wishes wishes) {
    Channel channel = channel(wishes);
    Released released = released(part);
    Optional<SemanticVersion> last = last(channel, released);
    Judge judge = judge(part, last.flatMap(released::tag));
    Bump byHand = last.isPresent() && judge.commits() == 0 ? Bump.NONE : written.handWritten(part);
    PartPlan plan = new PartPlan(part, channel, last.map(v -> told(v, released)), judge.bump().or(byHand), Optional.empty(),
        released.format(), judge.judged(), judge.commits(), byHand, notes(channel, wishes, released));
    Optional<SemanticVersion> asked = wishes.version().or(() -> ReleaseAs.in(judge.judged()));
    if (asked.isPresent()) {
      return plan.leadingTo(ReleaseAs.checked(asked.get(), last, released));
    }
    if (plan.bump() == Bump.NONE) {
      return plan;
    }
    NextVersion rule = settings.next(last.isPresent() ? FIRST : written.version(part).map(SemanticVersion::core).orElse(FIRST));
    SemanticVersion next = rule.after(last, plan.bump(), channel, released.all().keySet());
    ReleaseAs.refuseTaken(next, released);
    return channel instanceof Channel.PreRelease pre ? onChannel(plan, pre, next, released) : plan.leadingTo(next);
  }

  /** A pre-release tells what came since the one before it on the way to the same version, and needs something to tell. */
  private PartPlan onChannel(PartPlan plan, Channel.PreRelease channel, SemanticVersion next, Released released) {
    Optional<SemanticVersion> before = released.highest(v -> v.core().equals(next.core()) && v.numberOn(channel.name()).isPresent());
    if (before.isEmpty()) {
      return plan.leadingTo(next);
    }
    Judge since = judge(plan.part(), before.flatMap(released::tag));
    Bump byHand = since.commits() == 0 ? Bump.NONE : plan.handWritten();
    PartPlan now = new PartPlan(plan.part(), channel, before.map(v -> told(v, released)), since.bump().or(byHand), Optional.empty(),
        plan.tags(), since.judged(), since.commits(), byHand, plan.notes());
    return now.bump() == Bump.NONE ? now : now.leadingTo(next);
  }

  private static PartPlan.Last told(SemanticVersion version, Released released) {
    Tag tag = released.tag(version).orElseThrow();
    return new PartPlan.Last(version, tag.name(), tag.commit());
  }

  private static Optional<SemanticVersion> last(Channel channel, Released released) {
    return switch (channel) {
      case Channel.Stable s -> released.highest(SemanticVersion::isStable);
      case Channel.PreRelease p -> released.highest(SemanticVersion::isStable);
      case Channel.Maintenance line ->
          released.highest(v -> v.isStable() && line.holds(v)).or(() -> released.highest(SemanticVersion::isStable));
    };
  }

  private Judge judge(PackageRule part, Optional<Tag> since) {
    Judge judge = new Judge(settings.rules(), true, settings.firstParent());
    List<String> without = since.map(tag -> List.of(tag.commit())).orElse(List.of());
    List<String> paths = Paths.of(part, settings.packages());
    repository.commits(new Repository.Range(repository.head(), without, paths, settings.firstParent()), commit -> {
      if (cuts.contains(commit.hash())) {
        throw ReleaseException.unreached("SLW-6203 this clone is shallow: its history ends at " + commit.shortHash()
            + ", before the last release was found. Nothing was changed. Fetch the rest: git fetch --unshallow --tags");
      }
      judge.accept(commit);
    });
    return judge;
  }

  private List<String> notes(Channel channel, Wishes wishes, Released released) {
    List<String> notes = new ArrayList<>();
    if (wishes.channel().isEmpty() && repository.branch().flatMap(settings.branches()::of).isEmpty()) {
      notes.add(repository.branch().map(b -> "no rule says what the branch " + b + " releases; this plan is as on a stable branch, and cut"
          + " needs --channel " + channel.word()).orElse("the head is detached; this plan is as on a stable branch,"
              + " and cut needs a branch"));
    }
    if (released.others() > 0) {
      notes.add(released.others() + (released.others() == 1 ? " tag is" : " tags are") + " no version of the form "
          + released.format().name("X.Y.Z") + " and passed over");
    }
    return notes;
  }
}
