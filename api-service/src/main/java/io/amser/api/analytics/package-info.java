/** How a merchant's business goes: subscribers, recurring revenue, and what was charged or failed day by day. */
@NullMarked
package io.amser.api.analytics;

import org.jspecify.annotations.NullMarked;
