/** Every merchant's list of what he has been told: complete, in one order, with the bodies that were sent. */
@NullMarked
package io.amser.webhook.feed;

import org.jspecify.annotations.NullMarked;
