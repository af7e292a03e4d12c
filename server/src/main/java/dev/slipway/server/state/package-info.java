/** The state folder of one server: its lock, its token, its log and the file that says where it listens. */
@NullMarked
package dev.slipway.server.state;

import org.jspecify.annotations.NullMarked;
