/**
 * How the API tells a service behind it who asks, and how that service knows that it was the API: a JWT of half a minute, signed
 * with a key that the two of them share, for this one service.
 */
@NullMarked
package io.amser.servicetoken;

import org.jspecify.annotations.NullMarked;
