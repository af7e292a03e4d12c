/** What clients are shown: the records behind the schemas of the API. */
@NullMarked
package dev.slipway.server.view;

import org.jspecify.annotations.NullMarked;
