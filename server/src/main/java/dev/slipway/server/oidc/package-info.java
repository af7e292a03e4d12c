/** Reads what OpenID providers say of people and programs: their addresses, their keys, their tokens. */
@NullMarked
package dev.slipway.server.oidc;

import org.jspecify.annotations.NullMarked;
