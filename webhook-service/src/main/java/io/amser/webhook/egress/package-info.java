/**
 * Where deliveries may go: to public addresses alone.
 *
 * <p>An address is judged twice: as the merchant writes it ({@link io.amser.webhook.egress.TargetUrl}), and as the name
 * resolves when a connection is made ({@link io.amser.webhook.egress.AddressRules}); the connection then goes to the very
 * address that was judged.
 */
@NullMarked
package io.amser.webhook.egress;

import org.jspecify.annotations.NullMarked;
