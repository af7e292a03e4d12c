package dev.slipway.engine.proof;

import java.util.List;
import java.util.Optional;

/** Verifies proofs with nothing but hashes (RFC 9162, sections 2.1.3.2 and 2.1.4.2, whose trees are those of RFC 6962). */
public final class Proofs {
  private Proofs() {}

  /** The root that a tree of {@code size} leaves has when this leaf is the one at {@code index}; empty when the path cannot be one. */
  public static Optional<Hash> root(Hash leaf, long index, long size, List<Hash> path) {
    if (index < 0 || index >= size) {
      return Optional.empty();
    }
    long node = index;
    long last = size - 1;
    Hash root = leaf;
    for (Hash sibling : path) {
      if (last == 0) {
        return Optional.empty();
      }
      if ((node & 1) == 1 || node == last) {
        root = Hash.node(sibling, root);
        int up = (node & 1) == 1 ? 0 : Long.numberOfTrailingZeros(node);
        node >>= up;
        last >>= up;
      } else {
        root = Hash.node(root, sibling);
      }
      node >>= 1;
      last >>= 1;
    }
    return last == 0 ? Optional.of(root) : Optional.empty();
  }

  /** Whether the tree of {@code older} leaves with one root is the beginning of that of {@code newer} leaves with the other. */
  public static boolean consistent(long older, Hash olderRoot, long newer, Hash newerRoot, List<Hash> path) {
    if (older > newer || older < 0) {
      return false;
    }
    if (older == newer || older == 0) {
      return path.isEmpty() && (older == 0 ? olderRoot.equals(Hash.empty()) : olderRoot.equals(newerRoot));
    }
    boolean whole = Long.bitCount(older) == 1;
    if (path.isEmpty() && !whole) {
      return false;
    }
    int ones = Long.numberOfTrailingZeros(~(older - 1));
    long node = (older - 1) >> ones;
    long last = (newer - 1) >> ones;
    Hash first = whole ? olderRoot : path.getFirst();
    return climbed(new Climb(node, last, first, first), whole ? path : path.subList(1, path.size()), olderRoot, newerRoot);
  }

  /** How far up the two trees are. */
  private record Climb(long node, long last, Hash older, Hash newer) {
    Climb with(Hash sibling) {
      if ((node & 1) == 1 || node == last) {
        int up = (node & 1) == 1 ? 0 : Long.numberOfTrailingZeros(node);
        return new Climb(node >> (up + 1), last >> (up + 1), Hash.node(sibling, older), Hash.node(sibling, newer));
      }
      return new Climb(node >> 1, last >> 1, older, Hash.node(newer, sibling));
    }
  }

  private static boolean climbed(Climb from, List<Hash> path, Hash olderRoot, Hash newerRoot) {
    Climb climb = from;
    for (Hash sibling : path) {
      if (climb.last() == 0) {
        return false;
      }
      climb = climb.with(sibling);
    }
    return climb.last() == 0 && climb.older().equals(olderRoot) && climb.newer().equals(newerRoot);
  }
}
