/** What a rollout is and what happens next: pure values and functions, no clock, no I/O. */
@NullMarked
package dev.slipway.core;

import org.jspecify.annotations.NullMarked;
