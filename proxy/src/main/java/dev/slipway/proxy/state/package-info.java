/** What the proxy keeps on disk, and what it decides about the tables it is handed. */
@NullMarked
package dev.slipway.proxy.state;

import org.jspecify.annotations.NullMarked;
