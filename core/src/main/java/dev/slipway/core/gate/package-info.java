/** Gates before a rollout: what is asked of reports, files and images, and what came of it. Values only; who reads them lies elsewhere. */
@NullMarked
package dev.slipway.core.gate;

import org.jspecify.annotations.NullMarked;
