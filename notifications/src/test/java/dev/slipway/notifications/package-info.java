/** Tests of notices against real receivers of this machine. */
@NullMarked
package dev.slipway.notifications;

import org.jspecify.annotations.NullMarked;
