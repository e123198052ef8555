@NullMarked
package io.amser.indexer.follow;

import org.jspecify.annotations.NullMarked;
