/** A journal that may be shortened: what can be put into an archive, taking it away, and saying where it is. */
@NullMarked
package dev.slipway.server.retention;

import org.jspecify.annotations.NullMarked;
