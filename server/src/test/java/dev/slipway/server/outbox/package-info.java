/** Tests of the way from the journal to receivers. */
@NullMarked
package dev.slipway.server.outbox;

import org.jspecify.annotations.NullMarked;
