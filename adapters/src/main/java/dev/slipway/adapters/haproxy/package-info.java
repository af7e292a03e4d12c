/** HAProxy as a router: moved through its Runtime API, one that Slipway starts itself or several of the team's own. */
@NullMarked
package dev.slipway.adapters.haproxy;

import org.jspecify.annotations.NullMarked;
