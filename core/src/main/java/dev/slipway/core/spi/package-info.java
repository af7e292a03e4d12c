/** The seams to the outside: platform, router, store, tasks. */
@NullMarked
package dev.slipway.core.spi;

import org.jspecify.annotations.NullMarked;
