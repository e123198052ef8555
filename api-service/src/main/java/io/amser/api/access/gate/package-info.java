/** What every request passes before it reaches a resource or another service. */
@NullMarked
package io.amser.api.access.gate;

import org.jspecify.annotations.NullMarked;
