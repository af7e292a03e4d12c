package dev.slipway.adapters.nginx;

import java.util.Optional;

/**
 * What nginx serves of what Slipway wrote.
 *
 * @param config the last one that is known to have been served
 * @param master who serves it
 * @param foreign what somebody else changed, in words for people
 */
record InForce(ConfigText config, Master master, Optional<String> foreign) {}
