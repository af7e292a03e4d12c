/** What one event loop knows of each target: who is ready, who is claimed, and what was counted. Nothing here is shared between threads. */
@NullMarked
package dev.slipway.proxy.traffic;

import org.jspecify.annotations.NullMarked;
