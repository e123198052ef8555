@NullMarked
package io.amser.webhook.history;

import org.jspecify.annotations.NullMarked;
