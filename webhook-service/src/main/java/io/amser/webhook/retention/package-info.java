/** How long bodies and attempts are kept: whole days are dropped, and no row is ever deleted for its age. */
@NullMarked
package io.amser.webhook.retention;

import org.jspecify.annotations.NullMarked;
