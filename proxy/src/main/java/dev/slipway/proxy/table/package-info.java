/** The table a target's traffic is routed by: its values, its JSON, and what makes one valid. */
@NullMarked
package dev.slipway.proxy.table;

import org.jspecify.annotations.NullMarked;
