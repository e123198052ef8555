@NullMarked
package io.amser.webhook.forecast;

import org.jspecify.annotations.NullMarked;
