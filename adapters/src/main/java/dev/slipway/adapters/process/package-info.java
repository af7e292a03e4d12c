/** Instances as processes on this machine. What is true is in folders and in {@code /proc}, never in memory alone. */
@NullMarked
package dev.slipway.adapters.process;

import org.jspecify.annotations.NullMarked;
