/** What must be equal when nothing is under way any more: the chain, the topic, every service's tables and the REST API. */
@NullMarked
package io.amser.acceptance.agreement;

import org.jspecify.annotations.NullMarked;
