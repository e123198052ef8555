@NullMarked
package io.amser.indexer.rpc.bloom;

import org.jspecify.annotations.NullMarked;
