/** What was sent to an endpoint and what came back, for its merchant: to read, and to have sent again. */
@NullMarked
package io.amser.webhook.history;

import org.jspecify.annotations.NullMarked;
