/**
 * How much may be asked of Discord, and when.
 *
 * <p>Discord limits in three ways, and each has its part here. A <em>bucket</em> limits one kind of request for one server; its state comes with every answer, and requests of
 * one bucket go one after the other, so that the last answer always tells how many are left. The <em>global</em> limit of requests a second holds for the bot, so all replicas draw
 * from one row of the database, a few turns at a time; waiting ones are served by lane. The <em>ban</em> of addresses that send too many invalid requests is kept far away by
 * counting them in the database.
 */
@NullMarked
package io.amser.discord.limit;

import org.jspecify.annotations.NullMarked;
