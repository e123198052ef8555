package io.amser.indexer.rpc;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the answers to a batch of calls of one kind, in one pass over the bytes. */
final class AnswerReader<T> {
    private static final JsonFactory JSON = new JsonFactory();

    /** The longest refusals that providers send have about 300 characters; all are logged and searched for patterns. */
    private static final int LONGEST_MESSAGE = 600;

    private final ResultReader<T> result;
    private final List<@Nullable RpcAnswer<T>> answers;

    private AnswerReader(int calls, ResultReader<T> result) {
        this.result = result;
        this.answers = new ArrayList<>(calls);
        for (var i = 0; i < calls; i++) {
            answers.add(null);
        }
    }

    /** The answers in the order of their calls, whose ids count from 0. */
    static <T> List<RpcAnswer<T>> read(byte[] body, int calls, ResultReader<T> result) throws IOException {
        var reader = new AnswerReader<T>(calls, result);
        try (var in = JSON.createParser(body)) {
            reader.read(in);
        }
        return reader.complete();
    }

    private void read(JsonParser in) throws IOException {
        if (in.nextToken() == JsonToken.START_ARRAY) {
            while (in.nextToken() != JsonToken.END_ARRAY) {
                readOne(in, false);
            }
        } else {
            readOne(in, true);
        }
        if (in.nextToken() != null) {
            throw new IOException("something follows the answer");
        }
    }

    private void readOne(JsonParser in, boolean isAlone) throws IOException {
        expect(in, JsonToken.START_OBJECT);
        var id = -1;
        RpcAnswer<T> answer = null;
        while (in.nextToken() != JsonToken.END_OBJECT) {
            expect(in, JsonToken.FIELD_NAME);
            var field = in.currentName();
            in.nextToken();
            switch (field) {
                case "id" -> id = in.hasToken(JsonToken.VALUE_NUMBER_INT) ? in.getIntValue() : -1;
                case "result" -> answer = new RpcAnswer.Value<>(value(in));
                case "error" -> answer = in.hasToken(JsonToken.VALUE_NULL) ? answer : refusal(in);
                default -> in.skipChildren();
            }
        }
        keep(id, answer, isAlone);
    }

    private Optional<T> value(JsonParser in) throws IOException {
        return in.hasToken(JsonToken.VALUE_NULL) ? Optional.empty() : Optional.of(result.read(in));
    }

    private RpcAnswer<T> refusal(JsonParser in) throws IOException {
        expect(in, JsonToken.START_OBJECT);
        var code = 0L;
        var message = "no message";
        while (in.nextToken() != JsonToken.END_OBJECT) {
            var field = in.currentName();
            in.nextToken();
            switch (field) {
                case "code" -> code = in.getValueAsLong();
                case "message" -> message = in.getValueAsString(message);
                default -> in.skipChildren();
            }
        }
        return new RpcAnswer.Refusal<>(code, message.substring(0, Math.min(message.length(), LONGEST_MESSAGE)));
    }

    /** Some nodes answer a whole batch with one refusal, which carries no id or just any. */
    private void keep(int id, @Nullable RpcAnswer<T> answer, boolean isAlone) throws IOException {
        if (answer instanceof RpcAnswer.Refusal<T> && (isAlone || id < 0)) {
            answers.replaceAll(_ -> answer);
        } else if (answer == null || id < 0 || id >= answers.size() || answers.get(id) != null) {
            throw new IOException("an answer without a call");
        } else {
            answers.set(id, answer);
        }
    }

    private List<RpcAnswer<T>> complete() throws IOException {
        var complete = new ArrayList<RpcAnswer<T>>(answers.size());
        for (var answer : answers) {
            if (answer == null) {
                throw new IOException("a call without an answer");
            }
            complete.add(answer);
        }
        return complete;
    }

    static void expect(JsonParser in, JsonToken token) throws IOException {
        if (!in.hasToken(token)) {
            throw new IOException("expected " + token + " but found " + in.currentToken() + " at "
                    + in.currentTokenLocation().offsetDescription());
        }
    }
}
