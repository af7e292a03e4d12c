/** How often, how fast and how safely a team delivers, from the journal alone: whoever has it can compute the same again. */
@NullMarked
package dev.slipway.server.delivery;

import org.jspecify.annotations.NullMarked;
