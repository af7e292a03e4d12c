/** The ports that targets listen on, their TLS, and the choice between HTTP/1.1 and HTTP/2. */
@NullMarked
package dev.slipway.proxy.listen;

import org.jspecify.annotations.NullMarked;
