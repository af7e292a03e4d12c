/** Prometheus' HTTP API as a source of measurements. */
@NullMarked
package dev.slipway.adapters.prometheus;

import org.jspecify.annotations.NullMarked;
