@NullMarked
package io.amser.webhook.delivery;

import org.jspecify.annotations.NullMarked;
