/** The OpenAPI document: what the code cannot say about itself. */
@NullMarked
package io.amser.api.document;

import org.jspecify.annotations.NullMarked;
