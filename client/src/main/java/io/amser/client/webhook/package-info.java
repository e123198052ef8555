/** Webhooks: told from forgeries, and read. */
@NullMarked
package io.amser.client.webhook;

import org.jspecify.annotations.NullMarked;
