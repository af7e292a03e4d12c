package dev.slipway.adapters.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;

/** An object that holds how many percent of the requests go to the candidate's Service, and the others to the team's. */
interface Weights {
  /** As it is now; the team's own where Slipway's is not made yet. */
  HasMetadata object();

  /** Makes the object, with nothing for the candidate, where it is Slipway's to make. */
  default void make(String candidateService) {}

  /** What the candidate has now. */
  int candidate();

  /** Adds the change to that many percent. */
  void fill(Merge merge, int candidate, boolean shown);

  /** Makes the change. */
  void write(Merge merge);

  /** Reads the object anew. */
  void refresh();
}
