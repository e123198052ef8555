/** Lists of any length in flat memory: page by page from the database, as fast as the caller takes the answer. */
@NullMarked
package io.amser.api.streaming;

import org.jspecify.annotations.NullMarked;
