@NullMarked
package io.amser.devstack.restless;

import org.jspecify.annotations.NullMarked;
