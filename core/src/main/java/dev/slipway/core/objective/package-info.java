/** What users may expect of a target over weeks, how much of the error budget is left, and how fast it burns. Pure. */
@NullMarked
package dev.slipway.core.objective;

import org.jspecify.annotations.NullMarked;
