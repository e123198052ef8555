/** What {@code ./amser} can be told to do with a platform on this machine. */
@NullMarked
package io.amser.devstack.command;

import org.jspecify.annotations.NullMarked;
