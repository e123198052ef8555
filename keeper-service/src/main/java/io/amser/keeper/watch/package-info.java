/** Watching the wallets that could not pay, so that a top-up is charged within seconds. */
@NullMarked
package io.amser.keeper.watch;

import org.jspecify.annotations.NullMarked;
