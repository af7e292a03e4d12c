/** What is true of a target now, for people. */
@NullMarked
package dev.slipway.server.status;

import org.jspecify.annotations.NullMarked;
