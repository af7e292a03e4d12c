/** How one proxy hands its ports, tables and counts to the next while both run, so that no request is lost over it. */
@NullMarked
package dev.slipway.proxy.handover;

import org.jspecify.annotations.NullMarked;
