/** The journal as a Merkle log: proof, to somebody who has only a signed line, that a record is in it and that nothing was rewritten. */
@NullMarked
package dev.slipway.engine.proof;

import org.jspecify.annotations.NullMarked;
