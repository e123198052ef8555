/** Plans as merchants and public pricing pages see them. */
@NullMarked
package io.amser.api.plan;

import org.jspecify.annotations.NullMarked;
