@NullMarked
package io.amser.webhook.ledger;

import org.jspecify.annotations.NullMarked;
