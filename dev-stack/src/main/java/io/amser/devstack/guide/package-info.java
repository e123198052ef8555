/** The code of the guides, run as it stands there. */
@NullMarked
package io.amser.devstack.guide;

import org.jspecify.annotations.NullMarked;
