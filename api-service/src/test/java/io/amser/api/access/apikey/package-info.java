/** The form of keys, without I/O. */
@NullMarked
package io.amser.api.access.apikey;

import org.jspecify.annotations.NullMarked;
