/** The services of the platform as processes of this machine, each with its settings, its port and its log. */
@NullMarked
package io.amser.devstack.platform;

import org.jspecify.annotations.NullMarked;
