/** The committed decisions as a chain of hashes: how it is made, how it is verified, and how it is replayed. */
@NullMarked
package dev.slipway.engine.journal;

import org.jspecify.annotations.NullMarked;
