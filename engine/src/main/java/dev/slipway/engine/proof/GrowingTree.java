package dev.slipway.engine.proof;

import java.util.ArrayList;
import java.util.List;

/** A Merkle tree that only grows and of which only its root is wanted: it keeps one hash for each bit of its size. */
public final class GrowingTree {
  private final List<Hash> peaks;
  private long size;

  /** With no leaf. */
  public GrowingTree() {
    this(List.of(), 0);
  }

  /** @param peaks of the full subtrees, the largest first */
  GrowingTree(List<Hash> peaks, long size) {
    this.peaks = new ArrayList<>(peaks);
    this.size = size;
  }

  /** Leaves so far. */
  public long size() {
    return size;
  }

  /** Appends a leaf. */
  public void add(Hash leaf) {
    Hash merged = leaf;
    for (long full = size; (full & 1) == 1; full >>= 1) {
      merged = Hash.node(peaks.removeLast(), merged);
    }
    peaks.add(merged);
    size++;
  }

  /** The tree's hash now (RFC 6962, 2.1). */
  public Hash root() {
    if (peaks.isEmpty()) {
      return Hash.empty();
    }
    Hash root = peaks.getLast();
    for (int i = peaks.size() - 2; i >= 0; i--) {
      root = Hash.node(peaks.get(i), root);
    }
    return root;
  }
}
