package dev.slipway.release.cut;

import dev.slipway.release.ReleaseException;
import dev.slipway.release.Releases;
import dev.slipway.release.changelog.ChangelogText;
import dev.slipway.release.changelog.Changelogs;
import dev.slipway.release.changelog.Section;
import dev.slipway.release.files.Folder;
import dev.slipway.release.files.VersionFiles;
import dev.slipway.release.history.Repository;
import dev.slipway.release.plan.PartPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a cut changes in files, worked out in memory.
 *
 * @param files new bytes by path
 * @param modes git's mode of each file that was there, by path
 * @param left files that hold the version, and that git does not track
 */
record Changes(Map<String, byte[]> files, Map<String, String> modes, List<String> left) {

  /** The changes of some plans on one day. */
  static Changes of(Releases releases, List<PartPlan> plans, String date) {
    Map<String, byte[]> fresh = new LinkedHashMap<>();
    Map<String, String> modes = modes(releases.repository());
    List<String> left = new ArrayList<>();
    Folder folder = new Folder(releases.repository().top(), fresh);
    for (PartPlan plan : plans) {
      for (VersionFiles.Change change : new VersionFiles(folder, plan.part()).with(plan.next().orElseThrow())) {
        if (modes.containsKey(change.path())) {
          fresh.put(change.path(), change.after());
        } else {
          left.add(change.path());
        }
      }
      plan.part().changelog().ifPresent(file -> fresh.put(file, changelog(releases, plan, file, folder, date)));
    }
    return new Changes(fresh, modes, left);
  }

  private static byte[] changelog(Releases releases, PartPlan plan, String file, Folder folder, String date) {
    Changelogs changelog = releases.changelog(plan.part());
    if (folder.has(file)) {
      folder.mustBeWritable(file);
    }
    Section section = changelog.section(plan, date);
    ChangelogText there = changelog.in(folder).orElse(new ChangelogText(ChangelogText.BEGIN));
    if (there.versions().contains(plan.next().orElseThrow())) {
      throw ReleaseException.refused("SLW-6249 " + file + " tells of " + plan.next().get() + " already, but there is no tag "
          + plan.nextTag().orElse("of it") + " here: it was released from elsewhere, or the tag was lost. Nothing was changed. Fetch"
          + " the tags (git fetch --tags), or tag the commit that released it, then run the command again");
    }
    ChangelogText text = there.withRelease(changelog.layout().render(section));
    return changelog.bytes(text.withLink(changelog.layout().link(section).orElse(""), section.before(), section.tag()));
  }

  private static Map<String, String> modes(Repository repository) {
    Map<String, String> modes = new HashMap<>();
    for (String line : repository.git().must("ls-files", "-s", "-z").split("\0")) {
      int tab = line.indexOf('\t');
      if (tab > 6) {
        modes.put(line.substring(tab + 1), line.substring(0, 6));
      }
    }
    return modes;
  }
}
