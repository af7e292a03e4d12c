/** What is wrong around targets, seen now and then, and kept in the journal while it lasts. */
@NullMarked
package dev.slipway.server.watch;

import org.jspecify.annotations.NullMarked;
