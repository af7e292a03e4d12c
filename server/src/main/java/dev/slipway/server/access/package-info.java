/** Who sent a request, and what they may do. */
@NullMarked
package dev.slipway.server.access;

import org.jspecify.annotations.NullMarked;
