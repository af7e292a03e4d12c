/** Many services of a cluster that one server watches. */
@NullMarked
package dev.slipway.bench.watched;

import org.jspecify.annotations.NullMarked;
