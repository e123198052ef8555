@NullMarked
package io.amser.webhook.feed;

import org.jspecify.annotations.NullMarked;
