package dev.slipway.core.spi;

import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.traffic.TargetSettings;

/**
 * A target with the settings in force, as adapters need it.
 *
 * @param id which target
 * @param settings where and how it is reached
 */
public record Target(TargetId id, TargetSettings settings) {}
