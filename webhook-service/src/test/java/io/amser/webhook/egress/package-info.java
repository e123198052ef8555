@NullMarked
package io.amser.webhook.egress;

import org.jspecify.annotations.NullMarked;
