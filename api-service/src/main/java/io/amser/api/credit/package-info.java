/** Envelopes of usage credits, which no module on the chain has yet. */
@NullMarked
package io.amser.api.credit;

import org.jspecify.annotations.NullMarked;
