/** What the benchmark of releases needs: histories of any length, and the tools that others use, from npm. */
@NullMarked
package dev.slipway.bench.release;

import org.jspecify.annotations.NullMarked;
