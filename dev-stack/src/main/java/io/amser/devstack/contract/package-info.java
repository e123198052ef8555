/** The contracts on a local chain: how they get there and where they are. */
@NullMarked
package io.amser.devstack.contract;

import org.jspecify.annotations.NullMarked;
