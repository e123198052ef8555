package io.amser.api.explanation;

import io.amser.protocol.BlockHash;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.Reason;

/**
 * The facts of one block, and what they come to.
 *
 * @param quote what the module itself says about a charge in that block
 */
record Explanation(Facts facts, Verdict verdict, Reason quote, BlockNumber block, BlockHash hash) {}
