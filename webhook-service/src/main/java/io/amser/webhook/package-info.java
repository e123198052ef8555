/** Delivers events to merchants' endpoints until they arrive. */
@NullMarked
package io.amser.webhook;

import org.jspecify.annotations.NullMarked;
