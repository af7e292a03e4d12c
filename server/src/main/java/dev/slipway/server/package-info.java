/** The server: the only place where everything is wired. */
@NullMarked
package dev.slipway.server;

import org.jspecify.annotations.NullMarked;
