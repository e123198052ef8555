package io.amser.discord.role.sync;

import static io.amser.discord.role.sync.SyncStage.ANN;
import static io.amser.discord.role.sync.SyncStage.ANNS;
import static io.amser.discord.role.sync.SyncStage.GOLD;
import static io.amser.discord.role.sync.SyncStage.GUILD;
import static io.amser.discord.role.sync.SyncStage.ROLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.amser.discord.role.Story;
import io.amser.discord.role.ledger.Condition;
import io.amser.discord.role.standing.Answer;
import io.amser.discord.role.sync.RolesInMemory.Change;
import io.amser.discord.snowflake.RoleId;
import io.amser.eventlog.PublishedEvent;
import io.amser.protocol.Address;
import io.amser.protocol.Responsible;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;

/** Whatever happens, in whatever order, and whenever the process dies: roles end as they should be, and never change without a cause. */
class ConvergenceIT {
    private static final SyncStage STAGE = new SyncStage();
    private static final Address OTHER = Story.address(31);
    private static final List<RoleId> ROLES = List.of(ROLE, GOLD);

    @AfterContainer
    static void close() {
        STAGE.close();
    }

    /** What may happen between two turns. */
    enum Act {
        PAY,
        PAY_OTHER,
        FAIL,
        FAIL_BY_OTHERS,
        PAUSE,
        RESUME,
        CANCEL,
        BLOCK,
        UNBLOCK,
        TAKE_BACK,
        DAYS_GO_BY,
        A_MONTH_GOES_BY,
        LINK_OTHER,
        UNLINK_OTHER,
        MAP_TO_GOLD,
        MAP_TO_ROLE,
        REVOKE_ON_LAPSE,
        UNMAP,
        GIVE_BY_HAND,
        TAKE_BY_HAND,
        LEAVE,
        JOIN,
        BOT_BELOW,
        BOT_ABOVE,
        BUSY,
        NOT_BUSY,
        RECONCILE
    }

    /** @param dies after so many steps; more than there are is never */
    record Scene(Act act, int dies) {}

    @Property(tries = 20, shrinking = ShrinkingMode.OFF)
    void roles_converge_without_flapping_and_what_others_gave_stays(@ForAll("histories") List<Scene> history) {
        STAGE.reset();
        STAGE.apply(STAGE.story.subscribe(1, ANNS, 1), STAGE.story.subscribe(2, OTHER, 2));
        STAGE.map(2, GOLD, "failure");
        STAGE.database.query("DELETE FROM wallet_link WHERE user_id <> '300'");
        STAGE.sync();
        var chain = new ArrayList<PublishedEvent>();
        var byHand = new HashSet<RoleId>();
        for (var scene : history) {
            play(scene.act(), chain, byHand);
            var before = STAGE.discord.changes().size();
            STAGE.dieAfter(scene.dies());
            if (scene.act() == Act.RECONCILE) {
                STAGE.reconcile();
            } else {
                STAGE.syncWhateverHappens();
            }
            requireEachRoleChangedOnce(before, scene);
            requireStillThere(byHand, scene);
        }
        play(Act.BOT_ABOVE, chain, byHand);
        play(Act.NOT_BUSY, chain, byHand);
        play(Act.JOIN, chain, byHand);
        STAGE.reconcile();
        STAGE.reconcile();
        var settled = STAGE.discord.changes();
        STAGE.reconcile();

        assertThat(STAGE.discord.changes()).isEqualTo(settled);
        assertThat(STAGE.has(ANN)).isEqualTo(right(byHand));
    }

    @Provide
    Arbitrary<List<Scene>> histories() {
        return Arbitraries.of(Act.class)
                .flatMap(act -> Arbitraries.integers().between(0, 30).map(steps -> new Scene(act, steps)))
                .list()
                .ofMinSize(5)
                .ofMaxSize(25);
    }

    private static void play(Act act, List<PublishedEvent> chain, Set<RoleId> byHand) {
        switch (act) {
            case PAY -> happen(chain, story -> story.pay(1, ANNS));
            case PAY_OTHER -> happen(chain, story -> story.pay(2, OTHER));
            case FAIL -> happen(chain, story -> story.fail(1, Responsible.SUBSCRIBER));
            case FAIL_BY_OTHERS -> happen(chain, story -> story.fail(1, Responsible.KEEPER));
            case PAUSE -> happen(chain, story -> story.pause(1, ANNS));
            case RESUME -> happen(chain, story -> story.resume(1, ANNS));
            case CANCEL -> happen(chain, story -> story.cancel(2, OTHER));
            case BLOCK -> happen(chain, story -> story.block(ANNS));
            case UNBLOCK -> happen(chain, story -> story.unblock(ANNS));
            case TAKE_BACK -> {
                if (!chain.isEmpty()) {
                    STAGE.apply(Story.takenBack(chain.removeLast()));
                }
            }
            case DAYS_GO_BY -> STAGE.story.after(Duration.ofDays(4));
            case A_MONTH_GOES_BY -> STAGE.story.after(Story.MONTH);
            case LINK_OTHER -> STAGE.link(OTHER, ANN);
            case UNLINK_OTHER -> STAGE.unlink(OTHER, ANN);
            case MAP_TO_GOLD -> STAGE.map(1, GOLD, "failure");
            case MAP_TO_ROLE -> STAGE.map(1, ROLE, "failure");
            case REVOKE_ON_LAPSE -> STAGE.map(1, ROLE, "lapse");
            case UNMAP -> STAGE.unmap(1);
            case GIVE_BY_HAND -> giveByHand(byHand);
            case TAKE_BY_HAND -> {
                STAGE.discord.takeByHand(GUILD, ANN, ROLE);
                byHand.remove(ROLE);
            }
            case LEAVE -> {
                STAGE.discord.leaves(GUILD, ANN);
                byHand.clear();
            }
            case JOIN -> STAGE.discord.joins(GUILD, ANN);
            case BOT_BELOW -> ROLES.forEach(STAGE.discord::isAboveTheBot);
            case BOT_ABOVE -> ROLES.forEach(STAGE.discord::exists);
            case BUSY -> STAGE.discord.isBusy(true);
            case NOT_BUSY -> STAGE.discord.isBusy(false);
            case RECONCILE -> {}
        }
    }

    private static void happen(List<PublishedEvent> chain, Function<Story, PublishedEvent> event) {
        var happened = event.apply(STAGE.story);
        chain.add(happened);
        STAGE.apply(happened);
    }

    /** What stands in the ledger is ours, whoever put it back. */
    private static void giveByHand(Set<RoleId> byHand) {
        var wasThere = STAGE.has(ANN).contains(ROLE);
        STAGE.discord.giveByHand(GUILD, ANN, ROLE);
        var ours = STAGE.strings("SELECT role_id FROM role_grant WHERE condition <> 'contested'");
        if (!wasThere && !ours.contains(ROLE.value()) && STAGE.has(ANN).contains(ROLE)) {
            byHand.add(ROLE);
        }
    }

    private static void requireEachRoleChangedOnce(int before, Scene scene) {
        var all = STAGE.discord.changes();
        var changed = all.subList(before, all.size()).stream()
                .filter(change -> !change.what().endsWith("in vain"))
                .map(Change::role)
                .toList();
        assertThat(changed).as("changed by %s", scene).doesNotHaveDuplicates();
    }

    private static void requireStillThere(Set<RoleId> byHand, Scene scene) {
        assertThat(STAGE.has(ANN)).as("given by hand, after %s", scene).containsAll(byHand);
    }

    /** What he should have, but for what is contested, and what others gave him. */
    private static Set<RoleId> right(Set<RoleId> byHand) {
        var facts = new MemberFacts()
                .of(STAGE.database.pool(), GUILD, ANN, STAGE.head())
                .await()
                .indefinitely();
        var contested = facts.ledger().stream()
                .filter(grant -> grant.is(Condition.CONTESTED))
                .map(grant -> grant.role())
                .collect(Collectors.toSet());
        var right = facts.desired(STAGE.story.now()).roles().entrySet().stream()
                .filter(entry -> entry.getValue().answer() == Answer.YES)
                .map(entry -> entry.getKey())
                .filter(role -> !contested.contains(role))
                .collect(Collectors.toCollection(HashSet::new));
        right.addAll(byHand);
        return right;
    }
}
