/** How far the index has come, said with every answer: block, hash, finality, lag, and whether a record is missing. */
@NullMarked
package io.amser.api.freshness;

import org.jspecify.annotations.NullMarked;
