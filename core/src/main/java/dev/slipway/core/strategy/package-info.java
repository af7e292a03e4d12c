/** How a rollout moves traffic: strategies, compiled to one plan of steps. */
@NullMarked
package dev.slipway.core.strategy;

import org.jspecify.annotations.NullMarked;
