/** Merchants and subscribers who do, at random but seeded, what people do with subscriptions. */
@NullMarked
package io.amser.acceptance.crowd;

import org.jspecify.annotations.NullMarked;
