/** What people see in a browser: signing in and out, and who they are here. */
@NullMarked
package dev.slipway.server.page;

import org.jspecify.annotations.NullMarked;
