/** The chain's language: value types, sealed chain events, ABI decoding and calls, and the fold from events to state. */
@NullMarked
package io.amser.protocol;

import org.jspecify.annotations.NullMarked;
