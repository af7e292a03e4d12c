/** Measurements that the user's own systems keep: what is asked of them and what they answer. */
@NullMarked
package dev.slipway.core.metric;

import org.jspecify.annotations.NullMarked;
