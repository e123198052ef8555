/** Where a merchant wants to be told what, and whether that place still listens. */
@NullMarked
package io.amser.webhook.endpoint;

import org.jspecify.annotations.NullMarked;
