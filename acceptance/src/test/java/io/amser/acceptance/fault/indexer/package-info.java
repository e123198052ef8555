@NullMarked
package io.amser.acceptance.fault.indexer;

import org.jspecify.annotations.NullMarked;
