/** What keeps the keeper from its work, or soon will: told in health, metrics and log, once each, in a sentence that says what to do. */
@NullMarked
package io.amser.keeper.concern;

import org.jspecify.annotations.NullMarked;
