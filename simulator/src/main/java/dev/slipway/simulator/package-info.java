/** The whole engine in virtual time against fake outsides, with seeded faults: a seed replays any run exactly. */
@NullMarked
package dev.slipway.simulator;

import org.jspecify.annotations.NullMarked;
