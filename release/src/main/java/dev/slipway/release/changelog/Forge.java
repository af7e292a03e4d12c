package dev.slipway.release.changelog;

import dev.slipway.release.commit.Reference;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a repository is to be seen on the web, and what its links look like.
 *
 * @param kind whose form they have
 * @param url of the repository, without a slash at its end
 */
public record Forge(Kind kind, String url) {
  private static final Pattern SHORT = Pattern.compile("(?:[\\w.-]+@)?([\\w.-]+):(?!//)([\\w./~-]+?)(?:\\.git)?/?");
  private static final Pattern LONG =
      Pattern.compile("(?:https?|ssh|git)://(?:[^@/\\s]*@)?([\\w.-]+)(:[0-9]+)?/([\\w./~-]+?)(?:\\.git)?/?");

  /** Whose form links have. */
  public enum Kind {
    /** GitHub, and those who do as it does. */
    GITHUB,
    /** GitLab. */
    GITLAB,
    /** Bitbucket. */
    BITBUCKET,
    /** No links. */
    NONE
  }

  /** No links. */
  public static final Forge NOWHERE = new Forge(Kind.NONE, "");

  /**
   * The forge of a remote. Names and passwords in its address do not come along.
   *
   * @param kind as configured
   * @param url as configured
   * @param remote address of the remote
   */
  public static Forge of(Optional<String> kind, Optional<String> url, Optional<String> remote) {
    Optional<String> address = url.map(u -> u.replaceAll("/+$", "")).or(() -> remote.flatMap(Forge::web));
    if (address.isEmpty() || kind.filter("none"::equals).isPresent()) {
      return NOWHERE;
    }
    String told = kind.orElse(address.get()).toLowerCase(Locale.ROOT);
    for (Kind one : Kind.values()) {
      if (one != Kind.NONE && told.replaceFirst("^https?://([^/]*).*", "$1").contains(one.name().toLowerCase(Locale.ROOT))) {
        return new Forge(one, address.get());
      }
    }
    return NOWHERE;
  }

  private static Optional<String> web(String remote) {
    Matcher whole = LONG.matcher(remote);
    if (whole.matches()) {
      String port = whole.group(2) == null || !remote.startsWith("http") ? "" : whole.group(2);
      return Optional.of((remote.startsWith("http:") ? "http" : "https") + "://" + whole.group(1) + port + "/" + whole.group(3));
    }
    Matcher brief = SHORT.matcher(remote);
    return brief.matches() ? Optional.of("https://" + brief.group(1) + "/" + brief.group(2)) : Optional.empty();
  }

  /** Whether there are links. */
  public boolean links() {
    return kind != Kind.NONE;
  }

  /** A commit's page. */
  public String commit(String hash) {
    return url + switch (kind) {
      case GITHUB -> "/commit/";
      case GITLAB -> "/-/commit/";
      case BITBUCKET -> "/commits/";
      case NONE -> "";
    } + hash;
  }

  /** An issue's page; that of another repository on the same forge where the reference names one. */
  public String issue(Reference reference) {
    String base = reference.repository().filter(r -> r.contains("/")).map(r -> url.replaceFirst("^(https?://[^/]+)/.*", "$1/") + r)
        .orElse(url);
    return base + (kind == Kind.GITLAB ? "/-/issues/" : "/issues/") + reference.issue();
  }

  /** What came between two tags, or a tag and a branch. */
  public String compare(String from, String to) {
    return url + switch (kind) {
      case GITHUB, NONE -> "/compare/" + encoded(from) + "..." + encoded(to);
      case GITLAB -> "/-/compare/" + encoded(from) + "..." + encoded(to);
      case BITBUCKET -> "/branches/compare/" + encoded(to) + "%0D" + encoded(from);
    };
  }

  /** A tag's page. */
  public String tag(String tag) {
    return url + switch (kind) {
      case GITHUB, NONE -> "/releases/tag/";
      case GITLAB -> "/-/tags/";
      case BITBUCKET -> "/commits/tag/";
    } + encoded(tag);
  }

  private static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("%2F", "/").replace("+", "%20").replace("%40", "@");
  }
}
