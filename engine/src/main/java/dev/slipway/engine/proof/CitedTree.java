package dev.slipway.engine.proof;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A Merkle tree that grows, of which a few leaves are to be proven in the end: it keeps one hash for each bit of its size, and for every
 * cited leaf one for each level, however many others there are.
 */
public final class CitedTree {
  private static final int MOST_LEVELS = 62;

  private final List<Node> peaks = new ArrayList<>();
  private final Set<Place> wanted = new HashSet<>();
  private final Map<Place, Hash> kept = new HashMap<>();
  private long size;

  /** With no leaf. */
  public CitedTree() {}

  private record Place(int level, long index) {
    Place sibling() {
      return new Place(level, index ^ 1);
    }

    Place parent() {
      return new Place(level + 1, index >> 1);
    }
  }

  private record Node(Place place, Hash hash) {}

  /** Leaves so far. */
  public long size() {
    return size;
  }

  /** Says, before it is added, that the next leaf is to be proven. */
  public void cite() {
    Place place = new Place(0, size);
    for (int level = 0; level < MOST_LEVELS; level++) {
      wanted.add(place.sibling());
      place = place.parent();
    }
    peaks.forEach(this::keep);
  }

  /** Appends a leaf. */
  public void add(Hash leaf) {
    Node merged = new Node(new Place(0, size), leaf);
    keep(merged);
    for (long full = size; (full & 1) == 1; full >>= 1) {
      merged = new Node(merged.place().parent(), Hash.node(peaks.removeLast().hash(), merged.hash()));
      keep(merged);
    }
    peaks.add(merged);
    size++;
  }

  private void keep(Node node) {
    if (!wanted.isEmpty() && wanted.contains(node.place())) {
      kept.put(node.place(), node.hash());
    }
  }

  /** The same tree as it is now, to grow on by itself. */
  public GrowingTree grown() {
    return new GrowingTree(peaks.stream().map(Node::hash).toList(), size);
  }

  /** The tree's hash now. */
  public Hash root() {
    return peaks.isEmpty() ? Hash.empty() : from(0);
  }

  /** What proves that a cited leaf is in the tree as it is now (RFC 6962, 2.1.1). */
  public List<Hash> path(long index) {
    if (index < 0 || index >= size) {
      throw new IllegalArgumentException("leaf " + index + " is not among the first " + size);
    }
    List<Hash> path = new ArrayList<>();
    Place place = new Place(0, index);
    for (long last = size - 1; last > 0; last >>= 1) {
      Place sibling = place.sibling();
      if (sibling.index() <= last) {
        path.add(hash(sibling));
      }
      place = place.parent();
    }
    return path;
  }

  private Hash hash(Place place) {
    Hash whole = kept.get(place);
    if (whole == null && (place.index() + 1) << place.level() <= size) {
      throw new IllegalArgumentException("a leaf below " + place + " is not cited");
    }
    return whole == null ? from(place.index() << place.level()) : whole;
  }

  /** Of all leaves from a peak's first on. */
  private Hash from(long leaf) {
    Hash root = peaks.getLast().hash();
    for (int i = peaks.size() - 2; i >= 0 && peaks.get(i).place().index() << peaks.get(i).place().level() >= leaf; i--) {
      root = Hash.node(peaks.get(i).hash(), root);
    }
    return root;
  }
}
