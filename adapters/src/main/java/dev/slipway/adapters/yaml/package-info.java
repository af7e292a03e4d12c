/** Reads slipway.yaml: what it says, typed, or every fault in it with its place and the way out. */
@NullMarked
package dev.slipway.adapters.yaml;

import org.jspecify.annotations.NullMarked;
