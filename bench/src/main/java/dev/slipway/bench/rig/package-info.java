/** What benchmarks and end-to-end tests stand on: an installation, a server process of their own, targets driven over the REST API. */
@NullMarked
package dev.slipway.bench.rig;

import org.jspecify.annotations.NullMarked;
