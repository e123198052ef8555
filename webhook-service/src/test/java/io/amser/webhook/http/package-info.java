@NullMarked
package io.amser.webhook.http;

import org.jspecify.annotations.NullMarked;
