/** Whether what runs in a cluster is fit for production: what was found, why it matters, how to mend it. */
@NullMarked
package dev.slipway.adapters.kubernetes.readiness;

import org.jspecify.annotations.NullMarked;
