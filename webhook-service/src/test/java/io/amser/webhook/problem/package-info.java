@NullMarked
package io.amser.webhook.problem;

import org.jspecify.annotations.NullMarked;
