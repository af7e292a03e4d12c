/** Kubernetes: pods as instances, and the objects of a cluster that share out requests. */
@NullMarked
package dev.slipway.adapters.kubernetes;

import org.jspecify.annotations.NullMarked;
