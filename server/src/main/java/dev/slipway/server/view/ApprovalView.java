package dev.slipway.server.view;

import java.util.List;
import java.util.Optional;

/**
 * What waits for approval: everything that an approval is of.
 *
 * @param by who asked
 * @param changes what is configured otherwise than in the stable release, without values
 */
public record ApprovalView(
    String target,
    long rollout,
    ReleaseView candidate,
    Optional<ReleaseView> stable,
    String by,
    ClearanceView clearance,
    Optional<FreezeView> freeze,
    Optional<ProvenanceView> provenance,
    List<GateView> gates,
    List<StepView> plan,
    List<String> changes) {}
