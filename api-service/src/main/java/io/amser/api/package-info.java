/** Answers merchants and the web app from its own fold of the log. */
@NullMarked
package io.amser.api;

import org.jspecify.annotations.NullMarked;
