/** Journals recorded once, which every later Slipway must decide as they were decided. */
@NullMarked
package dev.slipway.simulator.golden;

import org.jspecify.annotations.NullMarked;
