package io.amser.indexer.rpc;

import io.amser.indexer.chain.BlockRange;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Why a node refused a call, as far as its words tell: the providers have no codes in common. */
sealed interface Refusal {

    /** Calls come too fast: the same one will be answered later. */
    record TooFast() implements Refusal {}

    /** Too many calls stand in one request. */
    record TooManyAtOnce() implements Refusal {}

    /**
     * A part of what was asked for would be answered.
     *
     * @param suggested the part that the node proposes
     * @param mostBlocks the widest range that it ever takes
     */
    record TooMuch(Optional<BlockRange> suggested, OptionalLong mostBlocks) implements Refusal {}

    /** Whatever else. */
    record Other() implements Refusal {}

    int TOO_MANY_REQUESTS = 429;

    Pattern TOO_MANY_AT_ONCE =
            ignoringCase("\\bbatch\\b.*(too (large|many|big)|limit|more than|exceed|maximum|not allowed)");
    Pattern TOO_FAST = ignoringCase("rate.?limit|too many requests?\\b|requests? per second|second request limit"
            + "|compute units per second|\\brps\\b|request (rate|limit|count) (reached|exceeded)");
    Pattern TOO_MUCH =
            ignoringCase("(too many|more than \\d+) (results|logs|blocks)|max(imum)? (results|block|rpc range)"
                    + "|block range|blocks range|range (is )?too (wide|large|big)|limited to a? ?[\\d,]+k? range"
                    + "|ranges? over|range \\d+ exceeds|response (size|is too|too)|log response|^limit exceeded"
                    + "|time(d)? ?out");
    Pattern SUGGESTED = ignoringCase("\\[\\s*(0x[0-9a-f]+)\\s*,\\s*(0x[0-9a-f]+)\\s*]");
    Pattern SUGGESTED_IN_DECIMALS = ignoringCase("retry with the range (\\d+)-(\\d+)");
    List<Pattern> WIDEST = List.of(
            ignoringCase("max(?:imum)? block range:? (\\d[\\d,]*)(k?)"),
            ignoringCase("limited to (?:a |0 - )?(\\d[\\d,]*)(k?) (?:blocks? )?range"),
            ignoringCase("requests with up to a (\\d[\\d,]*)(k?) block range\\."),
            ignoringCase("max is (\\d[\\d,]*)(k?) blocks"),
            ignoringCase("maximum is set to (\\d[\\d,]*)(k?)"),
            ignoringCase("block range greater than (\\d[\\d,]*)(k?) max"),
            ignoringCase("range \\d+ exceeds limit of (\\d[\\d,]*)(k?)"),
            ignoringCase("ranges over (\\d[\\d,]*)(k?) blocks"));

    private static Pattern ignoringCase(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    }

    static Refusal of(long code, String message) {
        if (TOO_MANY_AT_ONCE.matcher(message).find()) {
            return new TooManyAtOnce();
        }
        if (code == TOO_MANY_REQUESTS || TOO_FAST.matcher(message).find()) {
            return new TooFast();
        }
        return TOO_MUCH.matcher(message).find() ? new TooMuch(suggested(message), widest(message)) : new Other();
    }

    private static Optional<BlockRange> suggested(String message) {
        return SUGGESTED
                .matcher(message)
                .results()
                .map(found -> range(Quantity.parse(found.group(1)), Quantity.parse(found.group(2))))
                .findFirst()
                .or(() -> SUGGESTED_IN_DECIMALS
                        .matcher(message)
                        .results()
                        .map(found -> range(Long.parseLong(found.group(1)), Long.parseLong(found.group(2))))
                        .findFirst())
                .flatMap(range -> range);
    }

    private static Optional<BlockRange> range(long first, long last) {
        return first <= last ? Optional.of(BlockRange.of(first, last)) : Optional.empty();
    }

    private static OptionalLong widest(String message) {
        return WIDEST.stream()
                .flatMap(pattern -> pattern.matcher(message).results())
                .mapToLong(Refusal::blocks)
                .filter(blocks -> blocks > 0)
                .findFirst();
    }

    private static long blocks(MatchResult found) {
        var number = Long.parseLong(found.group(1).replace(",", ""));
        return found.group(2).isEmpty() ? number : number * 1_000;
    }
}
