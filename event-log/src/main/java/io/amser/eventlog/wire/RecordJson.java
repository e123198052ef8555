package io.amser.eventlog.wire;

/**
 * A record class as JSON, by the names of its components in snake case.
 *
 * <p>Components may be value types, enums, events, other records and lists of all these.
 */
public final class RecordJson<T extends Record> {
    private final Class<T> type;
    private final RecordForm form;

    private RecordJson(Class<T> type) {
        this.type = type;
        this.form = RecordForm.of(type);
    }

    public static <T extends Record> RecordJson<T> of(Class<T> type) {
        return new RecordJson<>(type);
    }

    public byte[] write(T value) {
        return JsonBytes.write(out -> form.write(value, out));
    }

    /** Reads a record; a field that it does not know is passed over. */
    public T read(byte[] json) {
        return type.cast(JsonBytes.read(json, form::read));
    }
}
