package io.amser.webhook.timer;

import io.amser.eventlog.readmodel.AppliedEvent;
import io.amser.eventlog.readmodel.ColumnArrays;
import io.amser.protocol.event.ChainEvent;
import io.amser.protocol.event.ChainEvent.AllowanceSet;
import io.amser.protocol.event.ChainEvent.OfProcessor;
import io.amser.protocol.event.ChainEvent.OfSubscriber;
import io.amser.protocol.event.ChainEvent.OfSubscription;
import io.amser.protocol.event.ChainEvent.Paused;
import io.amser.protocol.event.ChainEvent.Unpaused;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.stream.Stream;

/** Whom the events of a batch concern, whether they came or went. */
record Touch(
        List<OfSubscription> subscriptions,
        List<OfSubscriber> subscribers,
        List<AllowanceSet> allowances,
        List<OfProcessor> processors) {

    static Touch of(List<AppliedEvent> changes) {
        var events = changes.stream().map(AppliedEvent::event).toList();
        return new Touch(
                only(events, OfSubscription.class),
                only(events, OfSubscriber.class),
                only(events, AllowanceSet.class),
                only(events, OfProcessor.class).stream()
                        .filter(event -> event instanceof Paused || event instanceof Unpaused)
                        .toList());
    }

    boolean isEmpty() {
        return Stream.of(subscriptions, subscribers, allowances, processors).allMatch(List::isEmpty);
    }

    Tuple columns() {
        var columns = Tuple.tuple();
        append(
                columns,
                ColumnArrays.of(subscriptions)
                        .text(event -> event.subscription().module())
                        .numbers(event -> event.subscription().id().value())
                        .longs(Touch::block));
        append(
                columns,
                ColumnArrays.of(subscribers)
                        .text(event -> event.subscriber().module())
                        .text(event -> event.subscriber().subscriber())
                        .longs(Touch::block));
        append(
                columns,
                ColumnArrays.of(allowances)
                        .text(event -> event.allowance().owner())
                        .text(event -> event.allowance().token())
                        .longs(Touch::block));
        append(columns, ColumnArrays.of(processors).text(OfProcessor::processor).longs(Touch::block));
        return columns;
    }

    private static void append(Tuple all, ColumnArrays<?> some) {
        var columns = some.tuple();
        for (var i = 0; i < columns.size(); i++) {
            all.addValue(columns.getValue(i));
        }
    }

    private static <E extends ChainEvent> List<E> only(List<ChainEvent> events, Class<E> family) {
        return events.stream().filter(family::isInstance).map(family::cast).toList();
    }

    private static Long block(ChainEvent event) {
        return event.origin().blockNumber().value();
    }
}
