/** Charges due subscriptions on chain, each window once. */
@NullMarked
package io.amser.keeper;

import org.jspecify.annotations.NullMarked;
