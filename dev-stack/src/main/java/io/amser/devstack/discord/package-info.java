/**
 * A stand-in for Discord on this machine: the paths, answers, errors and limits of its REST API as far as a bot for roles meets them, the page on which a merchant lets the bot onto his
 * server, signed interactions, and a page that shows it all.
 */
@NullMarked
package io.amser.devstack.discord;

import org.jspecify.annotations.NullMarked;
