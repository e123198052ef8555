@NullMarked
package io.amser.webhook.replay;

import org.jspecify.annotations.NullMarked;
