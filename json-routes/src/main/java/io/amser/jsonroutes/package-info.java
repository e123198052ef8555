/** JSON in, JSON out, and problems as RFC 9457 writes them: what the paths of all services behind the API have in common. */
@NullMarked
package io.amser.jsonroutes;

import org.jspecify.annotations.NullMarked;
