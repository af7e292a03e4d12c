/** One class for each kind of gate: what it finds in its reports. */
@NullMarked
package dev.slipway.gates.look;

import org.jspecify.annotations.NullMarked;
