@NullMarked
package io.amser.devstack.multitude;

import org.jspecify.annotations.NullMarked;
