/** The checks of each group, those that Slipway brings along and those that a team writes. */
@NullMarked
package dev.slipway.validation.group;

import org.jspecify.annotations.NullMarked;
