/** Asks over HTTP and TLS with a bound on everything that comes back. */
@NullMarked
package dev.slipway.validation.ask;

import org.jspecify.annotations.NullMarked;
