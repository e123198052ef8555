/** A log that no chain is behind: as many subscriptions and charges as a benchmark wants, at once. */
@NullMarked
package io.amser.bench.made;

import org.jspecify.annotations.NullMarked;
