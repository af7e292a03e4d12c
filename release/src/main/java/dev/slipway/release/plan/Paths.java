package dev.slipway.release.plan;

import dev.slipway.release.settings.PackageRule;
import java.util.ArrayList;
import java.util.List;

/** Which files belong to a part, as git's pathspecs. */
public final class Paths {
  private Paths() {}

  /** Its folder and what it names besides, without the folders of packages inside it; nothing at all for the whole repository alone. */
  public static List<String> of(PackageRule part, List<PackageRule> all) {
    List<String> inside = all.stream().filter(p -> p != part && !p.isWhole() && (part.isWhole() || p.path().startsWith(part.path() + "/")))
        .map(p -> ":(top,exclude,literal)" + p.path()).toList();
    if (part.isWhole() && inside.isEmpty()) {
      return List.of();
    }
    List<String> paths = new ArrayList<>();
    paths.add(part.isWhole() ? ":(top)" : ":(top,literal)" + part.path());
    part.also().forEach(path -> paths.add(":(top,literal)" + path));
    paths.addAll(inside);
    return paths;
  }
}
