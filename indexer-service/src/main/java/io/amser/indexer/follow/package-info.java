/** Following the newest blocks, and taking back those that a reorganisation removed. */
@NullMarked
package io.amser.indexer.follow;

import org.jspecify.annotations.NullMarked;
