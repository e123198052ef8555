/** Lists of any length in flat memory: a database cursor read chunk by chunk, as fast as the caller takes the answer. */
@NullMarked
package io.amser.api.streaming;

import org.jspecify.annotations.NullMarked;
