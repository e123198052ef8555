@NullMarked
package io.amser.webhook.event;

import org.jspecify.annotations.NullMarked;
