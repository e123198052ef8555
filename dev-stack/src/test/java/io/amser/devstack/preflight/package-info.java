@NullMarked
package io.amser.devstack.preflight;

import org.jspecify.annotations.NullMarked;
