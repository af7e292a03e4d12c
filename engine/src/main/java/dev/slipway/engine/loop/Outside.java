package dev.slipway.engine.loop;

import dev.slipway.core.spi.Platform;
import dev.slipway.core.spi.Router;
import dev.slipway.core.spi.Tasks;
import dev.slipway.engine.metric.Readings;

/**
 * The outside of one target.
 *
 * @param platform where its instances run
 * @param router what spreads its requests
 * @param tasks what runs its one-off effects
 * @param readings what the user's own systems say
 */
public record Outside(Platform platform, Router router, Tasks tasks, Readings readings) {}
