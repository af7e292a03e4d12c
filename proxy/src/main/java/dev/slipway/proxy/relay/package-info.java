/** The hot path: a request comes in on one connection, goes out on another, and the answer comes back. */
@NullMarked
package dev.slipway.proxy.relay;

import org.jspecify.annotations.NullMarked;
