@NullMarked
package io.amser.acceptance.fault.keeper;

import org.jspecify.annotations.NullMarked;
