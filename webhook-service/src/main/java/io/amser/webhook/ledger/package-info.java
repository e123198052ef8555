/** What every endpoint was offered, and what became of it: the numbers add up, or something was lost. */
@NullMarked
package io.amser.webhook.ledger;

import org.jspecify.annotations.NullMarked;
