/** The journal for people outside: exports, and proof of them without a server. */
@NullMarked
package dev.slipway.server.export;

import org.jspecify.annotations.NullMarked;
