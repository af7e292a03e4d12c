/** The cut: files, changelog, commit and tag of a release, as one. */
@NullMarked
package dev.slipway.release.cut;

import org.jspecify.annotations.NullMarked;
