package io.amser.bench.authcheck;

import io.amser.bench.WrongResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Lists all subscriptions of one merchant in one answer, and looks at the API's heap while it comes. */
final class LongList {

    private static final int OK = 200;
    private static final int LOOKS = 5;

    private final LoadedApi api;

    LongList(LoadedApi api) {
        this.api = api;
    }

    /** The greatest heap of the looks, in bytes; throws unless every subscription came. */
    long greatestHeap() {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/v0/subscriptions/%s"
                        .formatted(api.address().getPort(), Population.OWNER)))
                .header("Authorization", "Bearer " + LoadedApi.KEY)
                .build();
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            if (answer.statusCode() != OK) {
                throw new WrongResult("The list is answered with " + answer.statusCode());
            }
            return read(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading a list", e);
        }
    }

    /** Each element is one object without objects inside. */
    private long read(InputStream list) throws IOException {
        var all = api.population().subscriptions();
        var between = all / (LOOKS + 1);
        var elements = 0;
        var greatest = 0L;
        var bytes = new byte[64 * 1024];
        for (var read = list.read(bytes); read >= 0; read = list.read(bytes)) {
            var before = elements;
            for (var i = 0; i < read; i++) {
                elements += bytes[i] == '{' ? 1 : 0;
            }
            if (elements / between > before / between && elements < all) {
                greatest = Math.max(greatest, api.liveHeap());
            }
        }
        if (elements != all) {
            throw new WrongResult("The list has %,d subscriptions instead of %,d".formatted(elements, all));
        }
        return greatest;
    }
}
