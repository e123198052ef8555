/** Tests of the load and of the peer. */
@NullMarked
package io.amser.bench.authcheck;

import org.jspecify.annotations.NullMarked;
