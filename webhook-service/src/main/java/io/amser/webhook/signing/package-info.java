/**
 * How a merchant knows that a delivery is ours and whole: two signatures over the very bytes that are sent.
 *
 * <p>{@code X-Amser-Signature} is made with the whole text of the secret, the signatures of the Standard Webhooks with the
 * bytes that it writes in base 64. While a rotation overlaps, the new secret signs beside the old one.
 */
@NullMarked
package io.amser.webhook.signing;

import org.jspecify.annotations.NullMarked;
