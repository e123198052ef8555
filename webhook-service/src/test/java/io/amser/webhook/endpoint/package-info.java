@NullMarked
package io.amser.webhook.endpoint;

import org.jspecify.annotations.NullMarked;
