/** JSON in, JSON out, and problems as RFC 9457 writes them: what all paths for merchants have in common. */
@NullMarked
package io.amser.webhook.http;

import org.jspecify.annotations.NullMarked;
