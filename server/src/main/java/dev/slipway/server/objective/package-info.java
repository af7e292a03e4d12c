/** Objectives of targets: what routers counted is kept over weeks, held against what is expected, and may close the gate. */
@NullMarked
package dev.slipway.server.objective;

import org.jspecify.annotations.NullMarked;
