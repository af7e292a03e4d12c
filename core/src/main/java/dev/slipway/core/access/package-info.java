/** Who may do what, where: roles and grants. */
@NullMarked
package dev.slipway.core.access;

import org.jspecify.annotations.NullMarked;
