package io.amser.api.proxy;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import org.jspecify.annotations.Nullable;

/** A request's body that breaks off where it becomes longer than a body may be: not everybody says how long theirs is. */
final class LimitedBody implements ReadStream<Buffer> {
    private final ReadStream<Buffer> body;
    private final long most;
    private long read;
    private boolean tooLong;
    private @Nullable Handler<Throwable> failures;

    LimitedBody(ReadStream<Buffer> body, long most) {
        this.body = body;
        this.most = most;
    }

    /** Whether it broke off. */
    boolean isTooLong() {
        return tooLong;
    }

    @Override
    public ReadStream<Buffer> handler(@Nullable Handler<Buffer> handler) {
        body.handler(handler == null ? null : part -> pass(part, handler));
        return this;
    }

    private void pass(Buffer part, Handler<Buffer> handler) {
        read += part.length();
        if (read <= most) {
            handler.handle(part);
        } else if (!tooLong) {
            tooLong = true;
            if (failures != null) {
                failures.handle(new IllegalArgumentException("The body has more than " + most + " bytes"));
            }
        }
    }

    @Override
    public ReadStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> handler) {
        failures = handler;
        body.exceptionHandler(handler);
        return this;
    }

    @Override
    public ReadStream<Buffer> endHandler(@Nullable Handler<Void> handler) {
        body.endHandler(
                handler == null
                        ? null
                        : _ -> {
                            if (!tooLong) {
                                handler.handle(null);
                            }
                        });
        return this;
    }

    @Override
    public ReadStream<Buffer> pause() {
        body.pause();
        return this;
    }

    @Override
    public ReadStream<Buffer> resume() {
        body.resume();
        return this;
    }

    @Override
    public ReadStream<Buffer> fetch(long amount) {
        body.fetch(amount);
        return this;
    }
}
