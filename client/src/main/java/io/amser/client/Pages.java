package io.amser.client;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** A list of any length, asked for page by page while it is read. */
final class Pages<T> extends Spliterators.AbstractSpliterator<T> {

    private final Transport transport;
    private final Class<T> type;
    private final Deque<T> ready = new ArrayDeque<>();
    private @Nullable URI next;

    private Pages(Transport transport, URI first, Class<T> type) {
        super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
        this.transport = transport;
        this.type = type;
        this.next = first;
    }

    static <T> Stream<T> stream(Transport transport, URI first, Class<T> type) {
        return StreamSupport.stream(new Pages<>(transport, first, type), false);
    }

    @Override
    public boolean tryAdvance(Consumer<? super T> action) {
        while (ready.isEmpty() && next != null) {
            var page = transport.page(next, type);
            ready.addAll(page.items());
            next = page.next();
        }
        var item = ready.poll();
        if (item == null) {
            return false;
        }
        action.accept(item);
        return true;
    }
}
