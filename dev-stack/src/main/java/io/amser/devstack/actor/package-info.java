/** Merchants and subscribers, who do on the chain what people do there. */
@NullMarked
package io.amser.devstack.actor;

import org.jspecify.annotations.NullMarked;
