/** Thousands of targets on one real engine and store, with an outside that exists in memory only. */
@NullMarked
package dev.slipway.bench.scale;

import org.jspecify.annotations.NullMarked;
