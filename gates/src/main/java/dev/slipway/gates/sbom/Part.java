package dev.slipway.gates.sbom;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * One thing that a release is made of, as a lock file names it.
 *
 * @param type of package URL: npm, maven, cargo, golang, pypi or nuget
 * @param name with its group in front of a slash, where the type has groups
 */
record Part(String type, String name, String version) implements Comparable<Part> {
  String group() {
    int slash = name.lastIndexOf('/');
    return slash < 0 ? "" : name.substring(0, slash);
  }

  String simpleName() {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  /** As package-url.github.io has it. */
  String purl() {
    StringBuilder out = new StringBuilder("pkg:" + type + "/");
    for (String piece : name.split("/")) {
      out.append(encoded(piece)).append('/');
    }
    out.setLength(out.length() - 1);
    return out + "@" + encoded(version);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("%3A", ":").replace("*", "%2A");
  }

  @Override
  public int compareTo(Part other) {
    return purl().compareTo(other.purl());
  }
}
