package dev.slipway.engine.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Trees and proofs, of every size up to one where all cases have come up. */
class TreeTest {
  private static final int MOST = 70;

  /** The leaves and roots that the implementations of RFC 6962 test themselves with. */
  private static final List<String> LEAVES =
      List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");
  private static final List<String> ROOTS = List.of(
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
      "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
      "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
      "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
      "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
      "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
      "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
      "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

  private final WholeTree tree = new WholeTree();
  private final List<Hash> roots = new ArrayList<>();

  private void grow(int size) {
    GrowingTree growing = new GrowingTree();
    roots.add(growing.root());
    for (int i = 0; i < size; i++) {
      tree.add(leaf(i));
      growing.add(leaf(i));
      roots.add(growing.root());
    }
  }

  private static Hash leaf(int number) {
    return Hash.leaf(("record " + number).getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  @Test
  void both_trees_come_to_the_roots_that_others_come_to() {
    GrowingTree growing = new GrowingTree();
    assertEquals(ROOTS.getFirst(), growing.root().toString());
    for (int i = 0; i < LEAVES.size(); i++) {
      Hash leaf = Hash.leaf(HexFormat.of().parseHex(LEAVES.get(i)));
      growing.add(leaf);
      tree.add(leaf);
      assertEquals(ROOTS.get(i + 1), growing.root().toString());
      assertEquals(ROOTS.get(i + 1), tree.root(i + 1).toString());
    }
  }

  @Test
  void a_tree_that_keeps_only_what_was_cited_gives_the_same_paths() {
    grow(MOST);
    for (int size = 1; size <= MOST; size++) {
      CitedTree cited = new CitedTree();
      for (int index = 0; index < size; index++) {
        if (index % 3 == 0 || index == size - 1) {
          cited.cite();
        }
        cited.add(leaf(index));
      }
      assertEquals(roots.get(size), cited.root());
      for (int index = 0; index < size; index += 3) {
        assertEquals(tree.inclusion(index, size), cited.path(index));
      }
      assertEquals(tree.inclusion(size - 1, size), cited.path(size - 1));
    }
  }

  @Test
  void a_leaf_that_was_not_cited_is_not_proven_by_accident() {
    CitedTree cited = new CitedTree();
    IntStream.range(0, MOST).forEach(i -> cited.add(leaf(i)));
    assertThrows(IllegalArgumentException.class, () -> cited.path(1));
  }

  @Test
  void every_leaf_is_proven_in_every_tree_and_nowhere_else() {
    grow(MOST);
    for (int size = 1; size <= MOST; size++) {
      assertEquals(roots.get(size), tree.root(size));
      for (int index = 0; index < size; index++) {
        List<Hash> path = tree.inclusion(index, size);
        assertEquals(Optional.of(roots.get(size)), Proofs.root(leaf(index), index, size, path));
        assertNotEquals(Optional.of(roots.get(size)), Proofs.root(leaf(index + 1), index, size, path));
        for (int other : List.of(index - 1, index + 1, size, size + 7)) {
          boolean elsewhere = Proofs.root(leaf(index), other, size, path).equals(Optional.of(roots.get(size)));
          assertFalse(elsewhere, "leaf " + index + " of " + size + " was proven at " + other);
        }
      }
    }
  }

  @Test
  void every_tree_is_proven_to_be_the_beginning_of_every_later_one_and_of_no_other() {
    grow(MOST);
    for (int newer = 0; newer <= MOST; newer++) {
      for (int older = 0; older <= newer; older++) {
        List<Hash> path = tree.consistency(older, newer);
        assertTrue(Proofs.consistent(older, roots.get(older), newer, roots.get(newer), path), older + " in " + newer);
        assertFalse(Proofs.consistent(older, leaf(0), newer, roots.get(newer), path) && !leaf(0).equals(roots.get(older)));
        assertFalse(Proofs.consistent(older, roots.get(older), newer, leaf(99), path) && older > 0);
      }
    }
  }

  @Test
  void a_proof_with_a_hash_changed_taken_out_or_added_proves_nothing() {
    grow(MOST);
    for (int size = 2; size <= MOST; size++) {
      int index = size / 3;
      int whole = size;
      List<Hash> inclusion = tree.inclusion(index, size);
      spoiled(inclusion).forEach(p -> assertNotEquals(Optional.of(roots.get(whole)), Proofs.root(leaf(index), index, whole, p)));
      int older = Math.max(1, size * 2 / 3);
      List<Hash> consistency = tree.consistency(older, size);
      spoiled(consistency).forEach(p -> assertFalse(
          Proofs.consistent(older, roots.get(older), whole, roots.get(whole), p), older + " in " + whole + " by " + p));
    }
  }

  private static List<List<Hash>> spoiled(List<Hash> path) {
    List<List<Hash>> all = new ArrayList<>();
    IntStream.range(0, path.size()).forEach(i -> {
      List<Hash> changed = new ArrayList<>(path);
      changed.set(i, leaf(1_000));
      List<Hash> less = new ArrayList<>(path);
      less.remove(i);
      all.add(changed);
      all.add(less);
    });
    List<Hash> more = new ArrayList<>(path);
    more.add(leaf(1_000));
    all.add(more);
    return all;
  }
}
