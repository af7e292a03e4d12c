/** Bugs put into the engine on purpose: the simulator must find every one, or it proves nothing. */
@NullMarked
package dev.slipway.simulator.planted;

import org.jspecify.annotations.NullMarked;
