package io.amser.devstack.multitude;

import io.amser.protocol.Executions;
import java.time.Duration;
import java.util.function.IntUnaryOperator;

/**
 * How many there are, and how they pay.
 *
 * @param merchants with one plan each; the subscriptions are dealt out among them in turn
 * @param wallets each holds one subscription, the first of them a second one if there are fewer wallets than subscriptions
 * @param budget how many charges each subscription agrees to, the first one included
 * @param windowsFunded for how many charges of each subscription the wallet of this number, from 0, has money
 * @param spread from the first charge of the first subscription to the first charge of the last one
 * @param moments at so many times, evenly in between, first charges happen
 */
public record MultitudeShape(
        int merchants,
        int subscriptions,
        int wallets,
        Duration interval,
        Executions budget,
        IntUnaryOperator windowsFunded,
        Duration spread,
        int moments) {

    public MultitudeShape {
        if (subscriptions > 2 * wallets || subscriptions < wallets) {
            throw new IllegalArgumentException("A wallet has one or two subscriptions");
        }
    }

    int walletOf(int subscription) {
        return subscription % wallets;
    }

    /** The second one of a wallet is at another merchant. */
    int merchantOf(int subscription) {
        return (walletOf(subscription) + subscription / wallets) % merchants;
    }

    /** The subscriptions that are first charged at this moment, from 0, are those from here on. */
    int firstOf(int moment) {
        return (int) ((long) subscriptions * moment / moments);
    }

    Duration offset(int moment) {
        return moments == 1 ? Duration.ZERO : spread.multipliedBy(moment).dividedBy(moments - 1L);
    }
}
