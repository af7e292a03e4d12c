/** Deploys without end for hours, measures the processes that take part, and judges whether they grow. */
@NullMarked
package dev.slipway.bench.soak;

import org.jspecify.annotations.NullMarked;
