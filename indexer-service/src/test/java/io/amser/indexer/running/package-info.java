@NullMarked
package io.amser.indexer.running;

import org.jspecify.annotations.NullMarked;
