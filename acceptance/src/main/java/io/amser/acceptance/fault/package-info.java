/** The fault runs: something breaks while people go on, and afterwards everything has to agree. */
@NullMarked
package io.amser.acceptance.fault;

import org.jspecify.annotations.NullMarked;
