@NullMarked
package io.amser.api.chain;

import org.jspecify.annotations.NullMarked;
