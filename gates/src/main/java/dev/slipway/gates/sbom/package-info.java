/** Makes a bill of materials from the lock files of a project. */
@NullMarked
package dev.slipway.gates.sbom;

import org.jspecify.annotations.NullMarked;
