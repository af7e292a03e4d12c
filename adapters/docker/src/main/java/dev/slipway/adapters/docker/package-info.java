/** Instances as containers of a Docker engine, here or elsewhere. Nothing of it is loaded before a target asks for it. */
@NullMarked
package dev.slipway.adapters.docker;

import org.jspecify.annotations.NullMarked;
