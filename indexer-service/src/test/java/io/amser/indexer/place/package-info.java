@NullMarked
package io.amser.indexer.place;

import org.jspecify.annotations.NullMarked;
