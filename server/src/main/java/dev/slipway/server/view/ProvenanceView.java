package dev.slipway.server.view;

import dev.slipway.core.rollout.Provenance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where a deploy comes from. */
public record ProvenanceView(
    Optional<String> commit, Optional<Instant> committedAt, Optional<String> run, Optional<String> ticket, Optional<String> branch) {

  public static ProvenanceView of(Provenance p) {
    return new ProvenanceView(p.commit(), p.committedAt(), p.run(), p.ticket(), p.branch());
  }

  static String words(Provenance p) {
    List<String> words = new ArrayList<>();
    p.commit().ifPresent(c -> words.add("commit " + c + p.committedAt().map(at -> " of " + at).orElse("")));
    p.run().ifPresent(r -> words.add("run " + r));
    p.ticket().ifPresent(t -> words.add("ticket " + t));
    p.branch().ifPresent(b -> words.add(b.startsWith("tag:") ? "tag " + b.substring(4) : "branch " + b));
    return "it comes from " + String.join(", ", words);
  }
}
