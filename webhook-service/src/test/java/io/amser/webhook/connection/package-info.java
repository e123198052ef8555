@NullMarked
package io.amser.webhook.connection;

import org.jspecify.annotations.NullMarked;
