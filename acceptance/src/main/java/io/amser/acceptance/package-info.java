/** The DSL in which the acceptance tests tell their stories against a running stack. */
@NullMarked
package io.amser.acceptance;

import org.jspecify.annotations.NullMarked;
