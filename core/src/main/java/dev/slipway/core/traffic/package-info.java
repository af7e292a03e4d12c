/** How traffic is split, who belongs to which part of it, and what was measured on it. */
@NullMarked
package dev.slipway.core.traffic;

import org.jspecify.annotations.NullMarked;
