/** One command per file. */
@NullMarked
package dev.slipway.cli.command;

import org.jspecify.annotations.NullMarked;
