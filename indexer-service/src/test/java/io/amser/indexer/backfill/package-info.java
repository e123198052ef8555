@NullMarked
package io.amser.indexer.backfill;

import org.jspecify.annotations.NullMarked;
