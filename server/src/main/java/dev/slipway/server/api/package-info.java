/** HTTP: routes, sign-in, problems and streams. Nothing outside this package knows that there is HTTP. */
@NullMarked
package dev.slipway.server.api;

import org.jspecify.annotations.NullMarked;
