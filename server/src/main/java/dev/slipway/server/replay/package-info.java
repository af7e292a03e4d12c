/** What the journal shows when its decisions are made again: the series of a rollout's measurements, and the numbers behind a verdict. */
@NullMarked
package dev.slipway.server.replay;

import org.jspecify.annotations.NullMarked;
