/** Asks the user's own systems for measurements without ever waiting for them. */
@NullMarked
package dev.slipway.engine.metric;

import org.jspecify.annotations.NullMarked;
