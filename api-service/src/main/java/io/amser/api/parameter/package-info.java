/**
 * Text from outside, turned into values of the domain or refused: nothing behind this package ever sees what a caller wrote.
 */
@NullMarked
package io.amser.api.parameter;

import org.jspecify.annotations.NullMarked;
