/** Semantic Versioning 2.0.0, and which version comes next on which channel. */
@NullMarked
package dev.slipway.release.version;

import org.jspecify.annotations.NullMarked;
