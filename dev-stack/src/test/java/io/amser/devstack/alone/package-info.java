@NullMarked
package io.amser.devstack.alone;

import org.jspecify.annotations.NullMarked;
