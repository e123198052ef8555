/** What cookies hold, without I/O. */
@NullMarked
package io.amser.api.access.session;

import org.jspecify.annotations.NullMarked;
