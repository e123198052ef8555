/** The breaker: a role that Discord refused to change is not asked for again before the server's roles were looked at. */
@NullMarked
package io.amser.discord.role.fault;

import org.jspecify.annotations.NullMarked;
