package dev.slipway.validation.group;

import dev.slipway.core.check.CheckGroup;
import dev.slipway.core.check.CheckKind;
import dev.slipway.core.check.CheckSpec;
import dev.slipway.core.check.When;
import dev.slipway.validation.Subject;
import dev.slipway.validation.group.Planned.Manner;
import dev.slipway.validation.group.Planned.Weight;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** From what is written to the checks that are made, in the order of their groups, none of them twice. */
public final class Plans {
  private Plans() {}

  /** The checks. What was asked for by name comes before the same as a usual one. */
  public static List<Planned> of(List<CheckSpec> specs, Subject subject) {
    List<Planned> all = new ArrayList<>();
    Set<String> there = new HashSet<>();
    specs.stream().filter(s -> !(s.kind() instanceof CheckKind.Usual)).forEach(s -> add(all, there, of(s, subject)));
    specs.stream().filter(s -> s.kind() instanceof CheckKind.Usual).forEach(s -> add(all, there, of(s, subject)));
    boolean described = specs.stream().anyMatch(s -> s.kind() instanceof CheckKind.Document);
    if (described) {
      all.removeIf(p -> p.name().equals(ApiLooks.DESCRIPTION));
    }
    all.sort(Comparator.comparing(Planned::group));
    return List.copyOf(all);
  }

  private static void add(List<Planned> all, Set<String> there, List<Planned> more) {
    for (Planned each : more) {
      boolean own = each.asks().isEmpty();
      if (there.add(each.group() + "\n" + each.name() + (own ? "\n" + all.size() : ""))) {
        all.add(each);
      }
    }
  }

  private static List<Planned> of(CheckSpec spec, Subject subject) {
    return switch (spec.kind()) {
      case CheckKind.Request r -> own(spec, r.question().safe() ? Manner.PATIENT : Manner.ONCE, WrittenLooks.request(r.question()));
      case CheckKind.Flow f -> own(spec, Manner.ONCE, WrittenLooks.flow(f.questions()));
      case CheckKind.Load l -> own(spec, Manner.ALONE, WrittenLooks.load(l));
      case CheckKind.Command c -> own(spec, Manner.ONCE, new CommandLook(c));
      case CheckKind.Document d -> own(spec, Manner.PATIENT, DocumentLook.at(d.source()));
      case CheckKind.Group g -> ofGroup(g.group(), subject).stream().filter(p -> !g.except().contains(p.name()))
          .map(p -> p.weighing(spec.warns() ? Weight.ADVICE : Weight.GRAVE)).toList();
      case CheckKind.Usual u -> usual(subject).stream().map(p -> spec.warns() || p.weight() != Weight.GRAVE ? p.weighing(Weight.ADVICE)
          : p).toList();
    };
  }

  private static List<Planned> own(CheckSpec spec, Manner manner, Look look) {
    return List.of(new Planned(spec.toldIn(), spec.spelled(), "", spec.warns() ? Weight.ADVICE : Weight.GRAVE, manner, look));
  }

  /** In a rollout nobody has asked for a burst, and the preview is not encrypted. */
  private static List<Planned> usual(Subject subject) {
    List<Planned> all = new ArrayList<>();
    for (CheckGroup group : CheckGroup.values()) {
      boolean plainPreview = group == CheckGroup.TLS && subject.place().equals(Optional.of(When.PREVIEW));
      boolean personOnly = group == CheckGroup.LOAD || plainPreview;
      if (subject.place().isEmpty() || !personOnly) {
        all.addAll(ofGroup(group, subject));
      }
    }
    if (subject.place().isEmpty()) {
      all.add(ApiLooks.description());
    }
    return all;
  }

  private static List<Planned> ofGroup(CheckGroup group, Subject subject) {
    return switch (group) {
      case HEALTH -> HealthLooks.health(subject.health());
      case API -> ApiLooks.all();
      case PERFORMANCE -> PerformanceLooks.all();
      case SECURITY_HEADERS -> SecurityLooks.all();
      case TLS -> TlsLooks.all();
      case FUNCTIONAL -> FunctionalLooks.all();
      case INTEGRATION -> HealthLooks.integration(subject.health());
      case LOAD -> BurstLooks.all();
    };
  }
}
