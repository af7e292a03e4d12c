package dev.slipway.release.changelog;

import dev.slipway.release.history.Repository;
import dev.slipway.release.plan.Judge;
import dev.slipway.release.plan.Released;
import dev.slipway.release.settings.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The whole changelog of one part, of which what is released is kept: it is read from history once for each new release. */
record WholeChangelog(Changelogs changelog, Repository repository, Settings settings, Released released) {

  /**
   * The text.
   *
   * @param paths of the part
   * @param name of the part
   * @param key of all that the released sections are made from
   */
  String text(List<String> paths, String name, String key) {
    Path kept = ReleasedText.file(repository.sharedFolder().resolve("slipway"), name);
    Optional<ReleasedText> text = ReleasedText.kept(kept, key);
    Optional<String> quick = text.flatMap(known -> continued(known, paths));
    return quick.orElseGet(() -> made(paths, kept, key));
  }

  private String made(List<String> paths, Path kept, String key) {
    List<Section> sections = changelog.sections(paths);
    StringBuilder body = new StringBuilder();
    StringBuilder links = new StringBuilder();
    for (Section section : sections.subList(1, sections.size())) {
      body.append('\n').append(changelog.layout().render(section));
      changelog.layout().link(section).ifPresent(link -> links.append(link).append('\n'));
    }
    if (sections.size() > 1 && paths.isEmpty()) {
      String tag = sections.get(1).tag().orElseThrow();
      String base = released.tag(sections.get(1).version().orElseThrow()).orElseThrow().commit();
      ReleasedText text = new ReleasedText(base, tag, body.toString(), links.toString());
      // Only where one release holds all others can what comes behind it be told without reading them again.
      since(base).ifPresent(judge -> text.keep(kept, key));
    }
    return document(sections.getFirst(), body.toString(), links.toString());
  }

  /** What came since a release, unless a release is among it. */
  private Optional<Judge> since(String base) {
    Judge judge = new Judge(settings.rules(), false, settings.firstParent());
    List<String> tagged = released.all().values().stream().map(tag -> tag.commit()).toList();
    int[] releases = new int[1];
    repository.commits(new Repository.Range(repository.head(), List.of(base), List.of(), settings.firstParent()), commit -> {
      releases[0] += tagged.contains(commit.hash()) ? 1 : 0;
      judge.accept(commit);
    });
    return releases[0] == 0 ? Optional.of(judge) : Optional.empty();
  }

  private Optional<String> continued(ReleasedText known, List<String> paths) {
    if (!paths.isEmpty() || !repository.isAncestor(known.base(), repository.head())) {
      return Optional.empty();
    }
    return since(known.base()).map(judge -> document(
        new Section(Optional.empty(), Optional.empty(), Optional.of(known.tag()), "", judge.judged(), changelog.byHand()),
            known.sections(), known.links()));
  }

  private String document(Section open, String sections, String links) {
    String begin = ChangelogText.BEGIN.substring(0, ChangelogText.BEGIN.indexOf("## ["));
    String first = changelog.layout().link(open).map(link -> link + "\n").orElse("");
    return begin + changelog.layout().render(open) + sections + (first.isEmpty() && links.isEmpty() ? "" : "\n" + first + links);
  }
}
