/** Where committed state and the journal live: an embedded database, and memory for the simulator. */
@NullMarked
package dev.slipway.engine.store;

import org.jspecify.annotations.NullMarked;
