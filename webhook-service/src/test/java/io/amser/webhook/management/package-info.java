@NullMarked
package io.amser.webhook.management;

import org.jspecify.annotations.NullMarked;
