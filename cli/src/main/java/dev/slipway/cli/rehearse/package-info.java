/** What people type for a rehearsal, and how its outcome is shown: on a terminal, as JSON, as a picture. */
@NullMarked
package dev.slipway.cli.rehearse;

import org.jspecify.annotations.NullMarked;
