/** Benchmarks: each runs the real programs as a user would and ends with one JSON object of figures. */
@NullMarked
package dev.slipway.bench;

import org.jspecify.annotations.NullMarked;
