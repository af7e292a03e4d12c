/** A file of comma-separated values as a source of measurements, for trying things out. */
@NullMarked
package dev.slipway.adapters.csv;

import org.jspecify.annotations.NullMarked;
