/** Bots that are away while everything happens at once. */
@NullMarked
package io.amser.acceptance.fault.discord;

import org.jspecify.annotations.NullMarked;
