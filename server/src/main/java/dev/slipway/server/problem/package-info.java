/** What is not done, and why, in words that reach the one who asked. */
@NullMarked
package dev.slipway.server.problem;

import org.jspecify.annotations.NullMarked;
