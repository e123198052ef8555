/** What can be wrong with requests about webhooks. */
@NullMarked
package io.amser.webhook.problem;

import org.jspecify.annotations.NullMarked;
