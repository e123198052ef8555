/** What happens on the chain, told in plain words as it happens. */
@NullMarked
package io.amser.devstack.timeline;

import org.jspecify.annotations.NullMarked;
