@NullMarked
package io.amser.discord.rest;

import org.jspecify.annotations.NullMarked;
