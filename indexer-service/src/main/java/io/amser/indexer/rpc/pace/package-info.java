/** How fast a node may be asked: found out from its refusals, and tried again and again whether it has become more. */
@NullMarked
package io.amser.indexer.rpc.pace;

import org.jspecify.annotations.NullMarked;
