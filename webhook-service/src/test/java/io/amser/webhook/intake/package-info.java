@NullMarked
package io.amser.webhook.intake;

import org.jspecify.annotations.NullMarked;
