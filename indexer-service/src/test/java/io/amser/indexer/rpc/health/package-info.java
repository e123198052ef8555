@NullMarked
package io.amser.indexer.rpc.health;

import org.jspecify.annotations.NullMarked;
