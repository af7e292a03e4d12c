/** Speaks to a server, and starts one where none runs. */
@NullMarked
package dev.slipway.cli.client;

import org.jspecify.annotations.NullMarked;
