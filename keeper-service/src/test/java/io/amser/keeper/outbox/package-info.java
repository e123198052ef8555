@NullMarked
package io.amser.keeper.outbox;

import org.jspecify.annotations.NullMarked;
