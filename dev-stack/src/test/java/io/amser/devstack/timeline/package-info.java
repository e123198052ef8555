@NullMarked
package io.amser.devstack.timeline;

import org.jspecify.annotations.NullMarked;
