/** The embedded router as a process of its own: what it keeps, how it starts and how it ends. */
@NullMarked
package dev.slipway.proxy;

import org.jspecify.annotations.NullMarked;
