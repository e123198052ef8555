@NullMarked
package io.amser.indexer.chain;

import org.jspecify.annotations.NullMarked;
