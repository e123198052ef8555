/**
 * Who may read what. Public paths ask nobody; a resource marked {@link io.amser.api.access.MerchantOnly} asks for credentials
 * before it reads a single parameter.
 */
@NullMarked
package io.amser.api.access;

import org.jspecify.annotations.NullMarked;
