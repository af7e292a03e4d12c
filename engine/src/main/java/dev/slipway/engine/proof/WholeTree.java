package dev.slipway.engine.proof;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A Merkle tree with every hash of it, 64 bytes for a leaf, which proofs are made from. */
public final class WholeTree {
  private static final int MOST_LEVELS = 40;

  /** Level 0 are the leaves; level k has the hashes of whole subtrees of 2^k leaves. */
  private final List<Level> levels = new ArrayList<>();

  /** With no leaf. */
  public WholeTree() {
    levels.add(new Level());
  }

  /** Hashes one after the other. */
  private static final class Level {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private byte[] bytes = new byte[0];

    void add(Hash hash) {
      written.writeBytes(hash.bytes());
    }

    int size() {
      return written.size() / Hash.BYTES;
    }

    Hash get(int index) {
      if (bytes.length != written.size()) {
        bytes = written.toByteArray();
      }
      return new Hash(Arrays.copyOfRange(bytes, index * Hash.BYTES, (index + 1) * Hash.BYTES));
    }
  }

  /** Leaves so far. */
  public int size() {
    return levels.getFirst().size();
  }

  /** Appends a leaf. */
  public void add(Hash leaf) {
    levels.getFirst().add(leaf);
    Hash right = leaf;
    for (int level = 0; level < MOST_LEVELS && levels.get(level).size() % 2 == 0; level++) {
      if (levels.size() == level + 1) {
        levels.add(new Level());
      }
      right = Hash.node(levels.get(level).get(levels.get(level).size() - 2), right);
      levels.get(level + 1).add(right);
    }
  }

  /** The hash of the tree's first {@code size} leaves. */
  public Hash root(int size) {
    return size == 0 ? Hash.empty() : hash(0, within(size));
  }

  /** What proves that leaf {@code index} is among the first {@code size} (RFC 6962, 2.1.1). */
  public List<Hash> inclusion(int index, int size) {
    if (index < 0 || index >= within(size)) {
      throw new IllegalArgumentException("leaf " + index + " is not among the first " + size);
    }
    List<Hash> path = new ArrayList<>();
    inclusion(index, 0, size, path);
    return path;
  }

  private void inclusion(int index, int from, int to, List<Hash> path) {
    if (to - from == 1) {
      return;
    }
    int split = from + split(to - from);
    if (index < split) {
      inclusion(index, from, split, path);
      path.add(hash(split, to));
    } else {
      inclusion(index, split, to, path);
      path.add(hash(from, split));
    }
  }

  /** What proves that the tree of the first {@code older} leaves is the beginning of that of the first {@code newer} (RFC 6962, 2.1.2). */
  public List<Hash> consistency(int older, int newer) {
    if (older < 0 || older > within(newer)) {
      throw new IllegalArgumentException("a tree of " + newer + " leaves does not begin with one of " + older);
    }
    List<Hash> path = new ArrayList<>();
    if (older > 0) {
      consistency(older, 0, newer, true, path);
    }
    return path;
  }

  private void consistency(int older, int from, int to, boolean whole, List<Hash> path) {
    if (older == to) {
      if (!whole) {
        path.add(hash(from, to));
      }
      return;
    }
    int split = from + split(to - from);
    if (older <= split) {
      consistency(older, from, split, whole, path);
      path.add(hash(split, to));
    } else {
      consistency(older, split, to, false, path);
      path.add(hash(from, split));
    }
  }

  /** Of the leaves from {@code from} to before {@code to}; {@code from} is where a subtree of that size begins. */
  private Hash hash(int from, int to) {
    int size = to - from;
    int level = Integer.numberOfTrailingZeros(Integer.highestOneBit(size));
    if (Integer.bitCount(size) == 1) {
      return levels.get(level).get(from >> level);
    }
    int split = from + split(size);
    return Hash.node(hash(from, split), hash(split, to));
  }

  /** The largest power of two below a size above 1. */
  private static int split(int size) {
    return Integer.highestOneBit(size - 1);
  }

  private int within(int size) {
    if (size > size()) {
      throw new IllegalArgumentException("the tree has " + size() + " leaves, not " + size);
    }
    return size;
  }
}
