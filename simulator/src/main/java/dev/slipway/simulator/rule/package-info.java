/** The invariants of docs/reliability.md as assertions over every commit, effect and moment of a run. */
@NullMarked
package dev.slipway.simulator.rule;

import org.jspecify.annotations.NullMarked;
