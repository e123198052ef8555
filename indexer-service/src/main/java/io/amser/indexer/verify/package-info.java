/** Reading chain and log again, and reporting where they differ. */
@NullMarked
package io.amser.indexer.verify;

import org.jspecify.annotations.NullMarked;
