package dev.slipway.engine.loop;

import dev.slipway.core.spi.Platform;
import dev.slipway.core.spi.Router;
import dev.slipway.core.spi.Tasks;

/**
 * The outside of one target.
 *
 * @param platform where its instances run
 * @param router what spreads its requests
 * @param tasks what runs its one-off effects
 */
public record Outside(Platform platform, Router router, Tasks tasks) {}
