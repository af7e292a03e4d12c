/** From commits to a version worth deploying: what the next version is and why, its changelog, and the cut that makes it. */
@NullMarked
package dev.slipway.release;

import org.jspecify.annotations.NullMarked;
