/** What a block's header says about the logs in its block, without any of them. */
@NullMarked
package io.amser.indexer.rpc.bloom;

import org.jspecify.annotations.NullMarked;
