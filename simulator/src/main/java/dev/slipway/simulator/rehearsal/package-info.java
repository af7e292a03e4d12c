/** One environment's rollouts played in virtual time before they happen: its own strategy and policy, the real decider, made-up traffic. */
@NullMarked
package dev.slipway.simulator.rehearsal;

import org.jspecify.annotations.NullMarked;
