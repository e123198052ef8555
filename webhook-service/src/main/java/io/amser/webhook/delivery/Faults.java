package io.amser.webhook.delivery;

import io.netty.handler.codec.DecoderException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Finds the word for what a connection died of. */
final class Faults {
    private Faults() {}

    static Fault of(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case SSLException _ -> {
                    return Fault.TLS;
                }
                case UnknownHostException _ -> {
                    return Fault.UNKNOWN_HOST;
                }
                case TimeoutException _ -> {
                    return Fault.TIMED_OUT;
                }
                default -> {}
            }
        }
        return failure instanceof DecoderException || failure instanceof IllegalArgumentException
                ? Fault.NOT_HTTP
                : Fault.UNREACHABLE;
    }
}
