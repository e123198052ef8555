/**
 * A local chain that changes its mind, and remembers what it said before: the newest blocks give way to others, come back, or are simply gone.
 */
@NullMarked
package io.amser.devstack.restless;

import org.jspecify.annotations.NullMarked;
