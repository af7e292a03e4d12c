/** A bounded open-loop load generator for this machine: what the demo and the benchmarks measure lost requests with. */
@NullMarked
package dev.slipway.load;

import org.jspecify.annotations.NullMarked;
