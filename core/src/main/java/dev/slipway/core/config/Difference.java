package dev.slipway.core.config;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * Something in which two environments are not alike.
 *
 * @param key what
 * @param one what it is in the first, absent where it is not there
 * @param other what it is in the second
 * @param allowed whether it may be so
 */
public record Difference(String key, Optional<String> one, Optional<String> other, boolean allowed) {

  /** All of two lists of keys, in the order of their names. */
  public static List<Difference> of(SortedMap<String, String> one, SortedMap<String, String> other, Optional<ParityRule> rule) {
    TreeSet<String> keys = new TreeSet<>(one.keySet());
    keys.addAll(other.keySet());
    return keys.stream()
        .filter(k -> !Optional.ofNullable(one.get(k)).equals(Optional.ofNullable(other.get(k))))
        .map(k -> new Difference(k, Optional.ofNullable(one.get(k)), Optional.ofNullable(other.get(k)),
            rule.filter(r -> r.allows(k)).isPresent()))
        .toList();
  }
}
