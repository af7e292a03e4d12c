/** What the Linux kernel says of processes, and how files survive a crash: the common ground of every adapter that runs something here. */
@NullMarked
package dev.slipway.adapters.linux;

import org.jspecify.annotations.NullMarked;
