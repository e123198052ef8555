/** The guides' code, run as it stands there. */
@org.jspecify.annotations.NullMarked
package io.amser.client.guide;
