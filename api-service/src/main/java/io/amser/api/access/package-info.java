/**
 * Who may do what. The gate stands before every path below {@code /v0}: a path that it does not know as public asks for
 * credentials, a key only reads, and a path that names a merchant opens to this merchant alone. A resource that needs to know
 * who asks reads the {@link io.amser.api.access.Caller}.
 */
@NullMarked
package io.amser.api.access;

import org.jspecify.annotations.NullMarked;
