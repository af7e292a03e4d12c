package dev.slipway.release.files;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Files beside those that hold a version, which repeat the version of what they lock. */
final class Locks {
  private Locks() {}

  /** Where the version stands in the locks of a file, by path. */
  static Map<String, List<Place>> of(Folder folder, String path, String name, String old) {
    Map<String, List<Place>> locks = new LinkedHashMap<>();
    String base = path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : ".";
    if (name.equals("package.json")) {
      for (String lock : new String[] {"package-lock.json", "npm-shrinkwrap.json"}) {
        String beside = Folder.join(base, lock);
        if (folder.has(beside)) {
          locks.put(beside, JsonPlaces.lock("").in(text(folder, beside)));
        } else if (!base.equals(".") && folder.has(lock)) {
          locks.put(lock, JsonPlaces.lock(base).in(text(folder, lock)));
        }
      }
    } else if (name.equals("Cargo.toml")) {
      String beside = Folder.join(base, "Cargo.lock");
      String lock = folder.has(beside) ? beside : "Cargo.lock";
      List<String> names = TomlPlaces.names(text(folder, path), "package");
      if (folder.has(lock)) {
        locks.put(lock, TomlPlaces.inLock(text(folder, lock), names, old));
      }
    }
    return locks;
  }

  private static String text(Folder folder, String path) {
    return FileText.of(folder.read(path)).text();
  }
}
