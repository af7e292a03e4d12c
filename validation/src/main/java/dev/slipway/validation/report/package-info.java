/** What came of all checks, as JSON, JUnit XML and a page. */
@NullMarked
package dev.slipway.validation.report;

import org.jspecify.annotations.NullMarked;
