@NullMarked
package io.amser.devstack.actor;

import org.jspecify.annotations.NullMarked;
