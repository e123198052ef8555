/** How a delivery is brought to an endpoint: when it is attempted, and what an answer means. */
@NullMarked
package io.amser.webhook.delivery;

import org.jspecify.annotations.NullMarked;
