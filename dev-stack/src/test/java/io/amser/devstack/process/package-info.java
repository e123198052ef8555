@NullMarked
package io.amser.devstack.process;

import org.jspecify.annotations.NullMarked;
