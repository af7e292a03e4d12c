/** Reports for auditors, as text, page and table. */
@NullMarked
package dev.slipway.cli.compliance;

import org.jspecify.annotations.NullMarked;
