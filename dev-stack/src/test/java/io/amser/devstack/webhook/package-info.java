@NullMarked
package io.amser.devstack.webhook;

import org.jspecify.annotations.NullMarked;
