/** A small shop over HTTP whose releases are good, or bad in one known way each, to deploy in demos and tests. */
@NullMarked
package dev.slipway.examples.shop;

import org.jspecify.annotations.NullMarked;
