/** One class for each kind of receiver: what a notice looks like there. */
@NullMarked
package dev.slipway.notifications.way;

import org.jspecify.annotations.NullMarked;
