/** Merchants' servers fall sick and the platform is struck, while charges go on: nobody who is healthy may notice for long. */
@NullMarked
package io.amser.acceptance.fault.webhook;

import org.jspecify.annotations.NullMarked;
