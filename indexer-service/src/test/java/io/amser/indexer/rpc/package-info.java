@NullMarked
package io.amser.indexer.rpc;

import org.jspecify.annotations.NullMarked;
