/** How the proxy is told and asked: newline-delimited JSON over its Unix socket, and metrics over loopback HTTP. */
@NullMarked
package dev.slipway.proxy.admin;

import org.jspecify.annotations.NullMarked;
