package dev.slipway.release.history;

/**
 * A tag and the commit it leads to.
 *
 * @param name without refs/tags/
 * @param commit full hash; of what the tag marks, where that is no commit
 */
public record Tag(String name, String commit) {}
