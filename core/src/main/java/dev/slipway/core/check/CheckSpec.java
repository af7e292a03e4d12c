package dev.slipway.core.check;

import java.util.List;
import java.util.Optional;

/**
 * One line of {@code validate}.
 *
 * @param kind what it looks at
 * @param name for people, absent for one made of what it asks
 * @param group where it is told, absent for where its kind belongs
 * @param when at which address
 * @param warns whether it only warns when it fails
 */
public record CheckSpec(CheckKind kind, Optional<String> name, Optional<CheckGroup> group, When when, boolean warns) {

  /** One that can fail, told and asked as is usual for its kind. */
  public static CheckSpec of(CheckKind kind) {
    return new CheckSpec(kind, Optional.empty(), Optional.empty(), usualWhen(kind), false);
  }

  /** What a rollout asks where nothing is written. */
  public static List<CheckSpec> usual() {
    return List.of(of(new CheckKind.Usual()));
  }

  /** When it is asked where nothing is said: what changes something, or costs much, on the preview address alone. */
  public static When usualWhen(CheckKind kind) {
    return switch (kind) {
      case CheckKind.Request r -> r.question().safe() ? When.BOTH : When.PREVIEW;
      case CheckKind.Flow f -> f.questions().stream().allMatch(HttpQuestion::safe) ? When.BOTH : When.PREVIEW;
      case CheckKind.Load l -> When.PREVIEW;
      case CheckKind.Command c -> When.PREVIEW;
      case CheckKind.Document d -> When.PREVIEW;
      case CheckKind.Group g -> g.group().usualWhen();
      case CheckKind.Usual u -> When.PREVIEW;
    };
  }

  /** The same of something else; a command that gets a new text keeps its old one for a name. */
  public CheckSpec looking(CheckKind next) {
    return new CheckSpec(next, Optional.of(spelled()), Optional.of(toldIn()), when, warns);
  }

  /** Where it is told. */
  public CheckGroup toldIn() {
    return group.orElseGet(() -> switch (kind) {
      case CheckKind.Request r -> CheckGroup.API;
      case CheckKind.Flow f -> CheckGroup.FUNCTIONAL;
      case CheckKind.Load l -> CheckGroup.LOAD;
      case CheckKind.Command c -> CheckGroup.INTEGRATION;
      case CheckKind.Document d -> CheckGroup.API;
      case CheckKind.Group g -> g.group();
      case CheckKind.Usual u -> CheckGroup.HEALTH;
    });
  }

  /** In a few words what it asks. */
  public String spelled() {
    return name.orElseGet(() -> switch (kind) {
      case CheckKind.Request r -> CheckWords.of(r.question());
      case CheckKind.Flow f -> "flow of " + f.questions().size() + " requests";
      case CheckKind.Load l -> CheckWords.of(l);
      case CheckKind.Command c -> c.command();
      case CheckKind.Document d -> "every GET of " + d.source();
      case CheckKind.Group g -> g.group().word();
      case CheckKind.Usual u -> "usual checks, of which only health can fail";
    });
  }
}
