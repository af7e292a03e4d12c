/** What the release commands print, and how they find their configuration. */
@NullMarked
package dev.slipway.cli.release;

import org.jspecify.annotations.NullMarked;
