/** How news reach a merchant: his list, his endpoints and their ledgers, all at once. */
@NullMarked
package io.amser.webhook.announcement;

import org.jspecify.annotations.NullMarked;
