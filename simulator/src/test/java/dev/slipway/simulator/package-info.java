/** The simulator at work: seeds, planted bugs, and every place at which a server can die. */
@NullMarked
package dev.slipway.simulator;

import org.jspecify.annotations.NullMarked;
