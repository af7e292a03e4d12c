/**
 * nginx as a router: a configuration that is rewritten, checked, put in force by a reload and looked at afterwards, and its access log
 * as counts.
 */
@NullMarked
package dev.slipway.adapters.nginx;

import org.jspecify.annotations.NullMarked;
