/** The journal on its way to receivers outside: at least once, in its order, and never in a rollout's way. */
@NullMarked
package dev.slipway.server.outbox;

import org.jspecify.annotations.NullMarked;
