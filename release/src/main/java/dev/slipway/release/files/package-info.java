/** Files that hold the version, of every usual kind: the version is replaced where it stands and not a byte around it. */
@NullMarked
package dev.slipway.release.files;

import org.jspecify.annotations.NullMarked;
