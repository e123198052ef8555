/** The chain over JSON-RPC: lean parsing into our own records, connections that are kept, endpoints that stand in for each other. */
@NullMarked
package io.amser.indexer.rpc;

import org.jspecify.annotations.NullMarked;
