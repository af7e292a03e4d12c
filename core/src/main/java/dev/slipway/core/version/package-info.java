/** Versions and their order: one reading of them for gates, the server and the making of releases. */
@NullMarked
package dev.slipway.core.version;

import org.jspecify.annotations.NullMarked;
