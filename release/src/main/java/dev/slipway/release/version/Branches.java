package dev.slipway.release.version;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which channel a branch releases on.
 *
 * @param channels by a name of branches, in which * stands for anything but a slash; the value is a channel's word, or {@code line} for
 *     the line of maintenance that the last part of the branch's name says
 */
public record Branches(Map<String, String> channels) {
  private static final String LINE = "line";

  /** What holds where nothing is configured. */
  public static final Branches DEFAULT = new Branches(defaults());

  public Branches {
    channels = new LinkedHashMap<>(channels);
  }

  private static Map<String, String> defaults() {
    Map<String, String> map = new LinkedHashMap<>();
    for (String stable : new String[] {"main", "master", "trunk"}) {
      map.put(stable, "stable");
    }
    for (String pre : new String[] {"alpha", "beta", "rc", "next"}) {
      map.put(pre, pre);
    }
    map.put("develop", "dev");
    map.put("*", LINE);
    map.put("release/*", LINE);
    map.put("support/*", LINE);
    map.put("maintenance/*", LINE);
    return map;
  }

  /** The channel of a branch; none where no rule fits. */
  public Optional<Channel> of(String branch) {
    for (Map.Entry<String, String> rule : channels.entrySet()) {
      if (!fits(rule.getKey(), branch)) {
        continue;
      }
      Optional<Channel> channel = rule.getValue().equals(LINE) ? line(branch) : Channel.of(rule.getValue());
      if (channel.isPresent()) {
        return channel;
      }
    }
    return Optional.empty();
  }

  private static boolean fits(String rule, String branch) {
    String pattern = Pattern.quote(rule).replace("*", "\\E[^/]*\\Q");
    return branch.matches(pattern);
  }

  private static Optional<Channel> line(String branch) {
    String last = branch.substring(branch.lastIndexOf('/') + 1);
    String written = last.matches("v?[0-9]+(\\.[0-9]+)?") && !last.equals(branch) ? last + ".x" : last;
    return Channel.LINE.matcher(written).matches() ? Channel.of(written) : Optional.empty();
  }
}
