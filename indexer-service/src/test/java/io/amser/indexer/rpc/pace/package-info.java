@NullMarked
package io.amser.indexer.rpc.pace;

import org.jspecify.annotations.NullMarked;
