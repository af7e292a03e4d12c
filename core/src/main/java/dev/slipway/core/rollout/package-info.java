/** What a rollout is and what happens next: the states, the decider and what each state wants to be true. */
@NullMarked
package dev.slipway.core.rollout;

import org.jspecify.annotations.NullMarked;
