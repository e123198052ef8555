/** The whole platform on one machine without Docker, and the servers that the tests start. */
@NullMarked
package io.amser.devstack;

import org.jspecify.annotations.NullMarked;
