/** Makes rollouts happen: observe, decide, commit, act. */
@NullMarked
package dev.slipway.engine;

import org.jspecify.annotations.NullMarked;
