@NullMarked
package io.amser.webhook.oversight;

import org.jspecify.annotations.NullMarked;
