/** Asks a service on one address what {@code validate} says of it, in groups and all at once, and tells what came and what to mend. */
@NullMarked
package dev.slipway.validation;

import org.jspecify.annotations.NullMarked;
