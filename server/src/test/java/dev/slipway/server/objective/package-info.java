/** Tests of objectives over sources that are real. */
@NullMarked
package dev.slipway.server.objective;

import org.jspecify.annotations.NullMarked;
