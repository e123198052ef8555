/** The grammar, the rules and the signatures of signing in, without I/O. */
@NullMarked
package io.amser.siwe;

import org.jspecify.annotations.NullMarked;
