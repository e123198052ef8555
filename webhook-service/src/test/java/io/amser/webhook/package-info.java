/** What the tests of several features share. */
@NullMarked
package io.amser.webhook;

import org.jspecify.annotations.NullMarked;
