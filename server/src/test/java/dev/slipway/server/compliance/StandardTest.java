package dev.slipway.server.compliance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The lists of controls, as a whole. */
class StandardTest {

  @Test
  void every_kind_of_evidence_and_every_gap_belongs_to_a_control() {
    Set<Evidence> untold = EnumSet.allOf(Evidence.class);
    Set<Gap> gaps = EnumSet.allOf(Gap.class);
    for (Standard standard : Standard.values()) {
      standard.controls().forEach(c -> untold.removeAll(c.evidence()));
      standard.controls().forEach(c -> gaps.removeAll(c.gaps()));
      assertEquals(standard.controls().size(), standard.controls().stream().map(Control::id).distinct().count());
    }
    // What was waived is told as a gap; no control asks for the queue, and for what was let go.
    assertEquals(EnumSet.of(Evidence.WAIVED, Evidence.QUEUE, Evidence.RETIRED), untold);
    assertEquals(Set.of(), gaps);
  }
}
