@NullMarked
package io.amser.devstack.platform;

import org.jspecify.annotations.NullMarked;
