/** The few calls of Discord's REST API that we need, as plain code for virtual threads. */
@NullMarked
package io.amser.discord.rest;

import org.jspecify.annotations.NullMarked;
