/** Requests to addresses that others chose: resolved once, bounded in time and size, never redirected. */
@NullMarked
package dev.slipway.notifications.wire;

import org.jspecify.annotations.NullMarked;
