/** Which version comes next, and why each commit counted. */
@NullMarked
package dev.slipway.release.plan;

import org.jspecify.annotations.NullMarked;
