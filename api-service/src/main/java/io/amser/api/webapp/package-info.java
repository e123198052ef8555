/**
 * The web app, served from the API's own origin. Its files come from the module web; every page of it is the same document, which
 * reads its path itself.
 */
@NullMarked
package io.amser.api.webapp;

import org.jspecify.annotations.NullMarked;
