/** The command line: what people type and read. */
@NullMarked
package dev.slipway.cli;

import org.jspecify.annotations.NullMarked;
