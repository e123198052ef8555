/**
 * The fault run of the indexer alone: a chain that changes its mind, nodes that misbehave and indexers that are killed and frozen, with nothing else beside
 * them but the broker.
 */
@NullMarked
package io.amser.acceptance.fault.indexer;

import org.jspecify.annotations.NullMarked;
