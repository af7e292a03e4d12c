/** What is kept of problems around targets. */
@NullMarked
package dev.slipway.server.watch;

import org.jspecify.annotations.NullMarked;
