/** What is shipped: an immutable unit that rolls out and goes back as one. */
@NullMarked
package dev.slipway.core.release;

import org.jspecify.annotations.NullMarked;
