/** What is told of a rollout, and how each kind of receiver is told it. Knows core alone. */
@NullMarked
package dev.slipway.notifications;

import org.jspecify.annotations.NullMarked;
