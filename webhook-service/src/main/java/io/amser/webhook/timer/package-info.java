/**
 * What happens to subscriptions because time goes by, and no log tells of: access ends, a window closes uncharged, an
 * allowance is about to expire.
 *
 * <p>Time is that of the newest head of which everything is applied, never that of a clock on the wall. The log says whom it
 * touches ({@link io.amser.webhook.timer.Timers}), in the transaction that applies it; whoever is touched or whose time has
 * come is looked at as soon as a head covers what was applied. What has lapsed then ({@link
 * io.amser.webhook.timer.Judgement}) is compared with what was told ({@link io.amser.webhook.timer.LapseDecision}), so that
 * nothing is lost with a process, nothing is told twice, and what a reorganisation undoes is taken back.
 */
@NullMarked
package io.amser.webhook.timer;

import org.jspecify.annotations.NullMarked;
