/** CDEvents, the common language of delivery, and CloudEvents around it. */
@NullMarked
package dev.slipway.notifications.cdevents;

import org.jspecify.annotations.NullMarked;
