@NullMarked
package io.amser.webhook.signing;

import org.jspecify.annotations.NullMarked;
