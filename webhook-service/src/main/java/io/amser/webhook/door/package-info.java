/** The one way in: from the API. */
@NullMarked
package io.amser.webhook.door;

import org.jspecify.annotations.NullMarked;
