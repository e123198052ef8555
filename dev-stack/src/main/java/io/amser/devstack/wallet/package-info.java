/** Accounts of the local chain and what they send: the hands of merchants and subscribers in demos and tests. */
@NullMarked
package io.amser.devstack.wallet;

import org.jspecify.annotations.NullMarked;
