package io.amser.indexer.chain;

/** The end of the chain as a node sees it now. */
public record ChainView(BlockHeader newest, Finality finality) {}
