/** {@code ./amser keeper}: one keeper for any deployment, without the platform around it. */
@NullMarked
package io.amser.devstack.alone;

import org.jspecify.annotations.NullMarked;
