@NullMarked
package io.amser.webhook.retention;

import org.jspecify.annotations.NullMarked;
