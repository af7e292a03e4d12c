package dev.slipway.server.deploy;

import java.util.Optional;

/**
 * A deploy as it is asked for.
 *
 * @param configText the slipway.yaml itself
 * @param configFile its absolute path: for messages, and artifact paths are relative to its folder
 * @param version what is to be rolled out
 * @param by who asks
 * @param whenBusy refuse, queue or supersede; refuse when absent
 * @param force roll out even what is stable already
 * @param reason for the audit trail
 * @param requestsPerSecond traffic of the whole target, to hold the policy against where little is known of it
 */
public record DeployRequest(
    String configText,
    String configFile,
    String version,
    String by,
    Optional<String> whenBusy,
    Optional<Boolean> force,
    Optional<String> reason,
    Optional<Double> requestsPerSecond) {}
