package io.amser.acceptance.crowd;

import io.amser.acceptance.stage.Stage;
import io.amser.devstack.actor.Subscriber;
import io.amser.devstack.wallet.ChainRefusal;
import io.amser.protocol.Executions;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.call.ModuleCalls;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Merchants, and subscribers who join them and then do what comes to their minds. */
public final class Crowd {

    private static final Duration YEAR = Duration.ofDays(365);
    private static final List<Deed> DEEDS = List.of(Deed.values());
    private static final int MERCHANTS = 3;
    private static final int SUBSCRIPTIONS_PER_WALLET = 2;
    private static final int DEEPEST_PURSE = 6;
    private static final long DOLLAR = 1_000_000;

    private final Stage stage;
    private final Random random;
    private final List<Offer> offers = new ArrayList<>();
    private final List<Member> members = new ArrayList<>();

    private Crowd(Stage stage, Random random) {
        this.stage = stage;
        this.random = random;
    }

    /** Merchants with a short and a longer plan each; nobody has subscribed yet. */
    public static Crowd gather(Stage stage, Random random) {
        var crowd = new Crowd(stage, random);
        for (int number = 0; number < MERCHANTS; number++) {
            crowd.openShop(number);
        }
        return crowd;
    }

    private void openShop(int number) {
        var merchant = stage.newMerchant();
        for (int days : new int[] {5, 8}) {
            var price = TokenAmount.of(DOLLAR * (1 + number) * days);
            var plan = merchant.createPlan(
                    "%d days".formatted(days), price, Duration.ofDays(days), Duration.ofDays(1 + number));
            offers.add(new Offer(merchant, plan, price));
        }
    }

    public List<Member> members() {
        return List.copyOf(members);
    }

    /** One more subscription; every second one is of a wallet that has another one already. */
    public void join() {
        var offer = offers.get(members.size() % offers.size());
        members.add(
                members.size() % SUBSCRIPTIONS_PER_WALLET == 0
                        ? member(newcomer(), offer, permitted(offer.price()))
                        : member(
                                welcomed(members.getLast().subscriber(), offer),
                                offer,
                                TokenAmount.UNLIMITED_ALLOWANCE));
    }

    /** Somebody does something. */
    public void act() {
        var member = members.get(random.nextInt(members.size()));
        var deed = DEEDS.get(random.nextInt(DEEDS.size()));
        try {
            deed.attempt(member, stage.node());
        } catch (ChainRefusal _) {
            // Refused deeds are part of life; what came of the others is compared with the contracts.
        }
    }

    /** Who has been blocked meanwhile could not join. */
    private Subscriber welcomed(Subscriber subscriber, Offer offer) {
        if (stage.node().ask(ModuleCalls.isBlocked(offer.plan().module(), subscriber.address()))) {
            offer.merchant().unblock(subscriber.address());
        }
        return subscriber;
    }

    private Subscriber newcomer() {
        var subscriber = stage.newSubscriber();
        subscriber.approvePermit2();
        return subscriber;
    }

    /** Brings money for some charges, or none at all. */
    private Member member(Subscriber subscriber, Offer offer, TokenAmount allowed) {
        subscriber.receive(Deed.times(1 + random.nextInt(DEEPEST_PURSE), offer.price()));
        var budget = random.nextInt(4) == 0 ? Executions.limited(1 + random.nextInt(3)) : Executions.unlimited();
        var subscription = subscriber.subscribe(offer.plan(), budget, allowed, YEAR);
        return new Member(subscriber, offer.merchant(), offer.plan(), offer.price(), subscription);
    }

    private TokenAmount permitted(TokenAmount price) {
        return random.nextInt(3) == 0 ? Deed.times(2, price) : TokenAmount.UNLIMITED_ALLOWANCE;
    }
}
