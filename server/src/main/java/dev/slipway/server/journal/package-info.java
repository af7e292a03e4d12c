/** The journal as it grows: who waits for it, and what is known from it about releases of before. */
@NullMarked
package dev.slipway.server.journal;

import org.jspecify.annotations.NullMarked;
