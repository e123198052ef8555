/** Payments and failures, one row per event of the chain. */
@NullMarked
package io.amser.api.activity;

import org.jspecify.annotations.NullMarked;
