/** The embedded proxy as a router: its process, its admin socket, and what it says in the words of core. */
@NullMarked
package dev.slipway.adapters.embedded;

import org.jspecify.annotations.NullMarked;
