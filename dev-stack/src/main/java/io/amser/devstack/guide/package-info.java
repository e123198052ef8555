/** What documents say, held against what the product does: the code of the guides is run as it stands there. */
@NullMarked
package io.amser.devstack.guide;

import org.jspecify.annotations.NullMarked;
