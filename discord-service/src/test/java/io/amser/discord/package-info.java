/** What the tests of several features share. */
@NullMarked
package io.amser.discord;

import org.jspecify.annotations.NullMarked;
