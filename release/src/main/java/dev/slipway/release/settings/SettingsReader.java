package dev.slipway.release.settings;

import dev.slipway.core.version.SemanticVersion;
import dev.slipway.release.version.Branches;
import dev.slipway.release.version.Bump;
import dev.slipway.release.version.Channel;
import dev.slipway.release.version.TagFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads the release block of slipway.yaml, once it is a tree. */
public final class SettingsReader {
  private static final String TAG = "write it with ${version} once and as git allows names, as v${version}";
  private static final List<String> FORGES = List.of("github", "gitlab", "bitbucket", "none");

  private SettingsReader() {}

  /**
   * Reads the block.
   *
   * @param values text, truth, lists and maps, by key
   * @param place where a path such as {@code release.tag} stands
   */
  public static Settings read(Map<String, Object> values, Function<String, String> place) {
    Block top = new Block(values, "release", place).only("tag", "initial", "from-zero", "branches", "bump", "changelog", "files",
        "packages",
        "commit", "remote", "first-parent");
    Settings fallback = Settings.DEFAULT;
    boolean major = top.text("from-zero", word -> word.equals("major") ? Optional.of(true)
        : word.equals("minor") ? Optional.of(false) : Optional.empty(), "use minor or major").orElse(false);
    return new Settings(
        values.toString(),
        top.text("tag", TagFormat::of, TAG),
        top.text("initial", SemanticVersion::parse, "write a version, as 0.1.0"),
        major,
        top.map("branches").map(SettingsReader::branches).orElse(fallback.branches()),
        top.map("bump").map(SettingsReader::rules).orElse(fallback.rules()),
        top.map("changelog").map(SettingsReader::changelog).orElse(fallback.changelog()),
        files(top),
        top.map("packages").map(SettingsReader::packages).orElse(List.of()),
        top.text("commit", text -> Optional.of(text).filter(t -> t.contains("${version}")), "say ${version} in it")
            .orElse(fallback.commitMessage()),
        top.text("remote", text -> Optional.of(text).filter(t -> t.matches("[\\w.][\\w./-]*")), "name a remote, as origin")
            .orElse(fallback.remote()),
        top.truth("first-parent", false));
  }

  private static Branches branches(Block block) {
    Map<String, String> channels = new LinkedHashMap<>();
    for (String name : block.values().keySet()) {
      block.text(name, word -> word.equals("line") ? Optional.of(word) : Channel.of(word).map(Channel::word),
          "use stable, the name of a pre-release, a line such as 1.x, or line").ifPresent(word -> channels.put(name, word));
    }
    return new Branches(channels);
  }

  private static Rules rules(Block block) {
    Map<String, Bump> bumps = new LinkedHashMap<>();
    for (String type : block.values().keySet()) {
      if (!type.matches("[a-z0-9_]+")) {
        throw block.wrong(type, "is no type of messages; write it in lower case");
      }
      block.text(type, Bump::of, "use none, patch, minor or major").ifPresent(bump -> bumps.put(type, bump));
    }
    return Rules.DEFAULT.with(bumps);
  }

  private static ChangelogSettings changelog(Block block) {
    block.only("file", "categories", "template", "links", "url", "contributors", "by-hand");
    ChangelogSettings fallback = ChangelogSettings.DEFAULT;
    Optional<List<Category>> categories = block.map("categories").map(map -> {
      List<Category> all = new ArrayList<>();
      map.values().keySet().forEach(name -> all.add(new Category(name, map.texts(name).orElse(List.of()))));
      return all;
    });
    boolean counts = block.text("by-hand", word -> word.equals("counts") ? Optional.of(true)
        : word.equals("kept") ? Optional.of(false) : Optional.empty(), "use counts or kept").orElse(fallback.counts());
    return new ChangelogSettings(
        path(block, "file").orElse(fallback.file()),
        categories.orElse(fallback.categories()),
        path(block, "template"),
        block.text("links", word -> Optional.of(word).filter(FORGES::contains), "use " + String.join(", ", FORGES)),
        block.text("url", word -> Optional.of(word).filter(u -> u.matches("https?://[^\\s()<>]+")), "write it as https://example.com/shop"),
        block.truth("contributors", false),
        counts);
  }

  private static Optional<List<FileRule>> files(Block block) {
    return block.items("files").map(items -> {
      List<FileRule> rules = new ArrayList<>();
      for (int i = 0; i < items.size(); i++) {
        rules.add(items.get(i) instanceof String path
            ? new FileRule(RelativePath.of(path).orElseThrow(() -> block.wrong("files", RelativePath.RULE)))
            : file(block.item("files", i, items.get(i))));
      }
      return rules;
    });
  }

  private static FileRule file(Block block) {
    block.only("file", "pattern", "marker");
    String path = path(block, "file").orElseThrow(() -> block.wrong("file", "is missing"));
    Optional<String> pattern = block.text("pattern");
    pattern.flatMap(VersionPattern::fault).ifPresent(fault -> {
      throw block.wrong("pattern", fault);
    });
    return new FileRule(path, pattern, block.text("marker"));
  }

  private static List<PackageRule> packages(Block block) {
    List<PackageRule> all = new ArrayList<>();
    block.maps().forEach((name, one) -> {
      one.only("path", "also", "tag", "changelog", "files");
      if (!name.matches("[@\\w][\\w./@-]*") || TagFormat.of(name + "-v${version}").isEmpty()) {
        throw block.wrong(name, "is no name of a package; use letters, digits, dashes and slashes");
      }
      String path = path(one, "path").orElse(name);
      Optional<String> changelog = one.text("changelog").filter(c -> c.equals("none")).isPresent() ? Optional.empty()
          : path(one, "changelog").or(() -> Optional.of(path.equals(".") ? "CHANGELOG.md" : path + "/CHANGELOG.md"));
      all.add(new PackageRule(name, path, one.texts("also").orElse(List.of()), one.text("tag", TagFormat::of, TAG), changelog, files(one)));
    });
    return all;
  }

  private static Optional<String> path(Block block, String key) {
    return block.text(key, RelativePath::of, RelativePath.RULE);
  }
}
