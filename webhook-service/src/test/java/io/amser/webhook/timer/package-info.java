@NullMarked
package io.amser.webhook.timer;

import org.jspecify.annotations.NullMarked;
