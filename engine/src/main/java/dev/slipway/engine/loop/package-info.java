/** The loop over one target: the only place where a decision becomes an effect. */
@NullMarked
package dev.slipway.engine.loop;

import org.jspecify.annotations.NullMarked;
