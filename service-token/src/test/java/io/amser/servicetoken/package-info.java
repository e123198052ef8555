/** What a token says, and to whom, without I/O. */
@NullMarked
package io.amser.servicetoken;

import org.jspecify.annotations.NullMarked;
