/**
 * The fault run of keepers: chain, nodes and power do whatever they can to make a window go uncharged or be charged twice, and then the chain and each
 * keeper's journal have to tell the same story.
 */
@NullMarked
package io.amser.acceptance.fault.keeper;

import org.jspecify.annotations.NullMarked;
