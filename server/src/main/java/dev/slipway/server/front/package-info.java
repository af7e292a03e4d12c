/** What stands before the API: who may speak to it, how much at once and how slowly, over TLS or not. It knows nothing of rollouts. */
@NullMarked
package dev.slipway.server.front;

import org.jspecify.annotations.NullMarked;
