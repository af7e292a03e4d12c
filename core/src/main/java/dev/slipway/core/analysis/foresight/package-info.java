/** What a policy can and cannot see with the traffic there is, said before it is trusted. */
@NullMarked
package dev.slipway.core.analysis.foresight;

import org.jspecify.annotations.NullMarked;
