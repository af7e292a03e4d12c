/** Asks instances about their health over HTTP or TCP, and tells what the answers come to, wherever they run. */
@NullMarked
package dev.slipway.adapters.health;

import org.jspecify.annotations.NullMarked;
