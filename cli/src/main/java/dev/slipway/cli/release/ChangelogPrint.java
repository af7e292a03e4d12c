package dev.slipway.cli.release;

import dev.slipway.release.ReleaseException;
import dev.slipway.release.Releases;
import dev.slipway.release.changelog.Changelogs;
import dev.slipway.release.changelog.Section;
import dev.slipway.release.plan.PartPlan;
import dev.slipway.release.plan.Wishes;
import dev.slipway.release.settings.PackageRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The changelogs of the parts wished for.
 *
 * @param releases of the repository
 * @param wishes which parts, and what comes next
 * @param today the date of what comes next
 */
public record ChangelogPrint(Releases releases, Wishes wishes, String today) {
  private static final String NEXT = "next";

  /** Whole changelogs, one behind the other. */
  public String whole() {
    StringBuilder out = new StringBuilder();
    for (PackageRule part : parts()) {
      out.append(releases.changelog(part).whole(releases.paths(part)));
    }
    return out.toString();
  }

  /** Whole changelogs as JSON. */
  public String wholeJson() {
    List<Section> all = new ArrayList<>();
    parts().forEach(part -> all.addAll(releases.changelog(part).sections(releases.paths(part))));
    return ChangelogJson.of(all, releases.changelog(parts().getFirst()).layout()) + "\n";
  }

  /** Puts releases that the files lack into them, and says what became of each file. */
  public String written(boolean json) {
    List<String> files = new ArrayList<>();
    List<String> versions = new ArrayList<>();
    for (PackageRule part : parts()) {
      List<String> added = releases.changelog(part).addMissing(releases.paths(part));
      part.changelog().filter(file -> !added.isEmpty()).ifPresent(files::add);
      added.forEach(version -> versions.add((part.name().isEmpty() ? "" : part.name() + " ") + version));
    }
    if (json) {
      return "{\"files\":" + quoted(files) + ",\"added\":" + quoted(versions) + "}";
    }
    return files.isEmpty() ? "no release is missing" : "wrote " + String.join(", ", files) + ", with " + String.join(", ", versions);
  }

  private static String quoted(List<String> words) {
    return words.stream().map(w -> "\"" + w.replace("\\", "\\\\").replace("\"", "\\\"") + "\"").collect(Collectors.joining(",", "[", "]"));
  }

  /** The notes of one release: a version, {@code latest}, or {@code next} for what is not released. */
  public String notes(String release, boolean json) {
    StringBuilder out = new StringBuilder();
    for (PackageRule part : parts()) {
      Changelogs changelog = releases.changelog(part);
      Section section = release.equals(NEXT) ? next(part, changelog) : released(part, changelog, release);
      out.append(json ? ChangelogJson.of(List.of(section), changelog.layout()) + "\n" : changelog.layout().render(section));
    }
    return out.toString();
  }

  private Section next(PackageRule part, Changelogs changelog) {
    PartPlan plan = releases.plan(new Wishes(wishes.channel(), wishes.version(), Optional.of(part.name()))).getFirst();
    return changelog.section(plan, plan.next().isPresent() ? today : "");
  }

  private Section released(PackageRule part, Changelogs changelog, String release) {
    List<Section> sections = changelog.sections(releases.paths(part));
    String bare = release.startsWith("v") ? release.substring(1) : release;
    return sections.stream().skip(1)
        .filter(s -> release.equals("latest") || s.version().filter(v -> v.toString().equals(bare)).isPresent() || s.tag()
            .filter(release::equals).isPresent())
        .findFirst().orElseThrow(() -> ReleaseException.wrongUse("SLW-6206 the history of this branch holds no release " + release
            + ". Nothing was changed. There are: " + String.join(", ", sections.stream().skip(1).limit(10)
            .flatMap(s -> s.version().stream()).map(Object::toString).toList())));
  }

  private List<PackageRule> parts() {
    List<PackageRule> parts = releases.parts(wishes);
    if (parts.isEmpty()) {
      throw ReleaseException.wrongUse("SLW-6205 there is no package " + wishes.part().orElse("") + ". Nothing was changed");
    }
    return parts;
  }
}
