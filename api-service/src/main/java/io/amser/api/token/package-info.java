/** Which tokens plans may use, and how much of them one charge may move. */
@NullMarked
package io.amser.api.token;

import org.jspecify.annotations.NullMarked;
