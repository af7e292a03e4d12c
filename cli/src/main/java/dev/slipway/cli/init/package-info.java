/** Looks at a folder and writes the first slipway.yaml for what lies in it. */
@NullMarked
package dev.slipway.cli.init;

import org.jspecify.annotations.NullMarked;
