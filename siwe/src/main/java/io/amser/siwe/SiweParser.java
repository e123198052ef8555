package io.amser.siwe;

import io.amser.protocol.Address;
import io.amser.protocol.ChainId;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The grammar of ERC-4361, rule by rule. It is all ASCII, with a line feed between lines and none after the last. */
final class SiweParser {
    private static final int LONGEST = 4_096;
    private static final String GREETING = " wants you to sign in with your Ethereum account:";

    private static final Pattern STATEMENT = Pattern.compile("[A-Za-z0-9\\-._~:/?#\\[\\]@!$&'()*+,;= ]+");
    private static final Pattern CHAIN_ID = Pattern.compile("[0-9]{1,18}");
    private static final Pattern NONCE = Pattern.compile("[A-Za-z0-9]{8,}");
    private static final Pattern DATE_TIME = Pattern.compile(
            "[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?([Zz]|[+-][0-9]{2}:[0-9]{2})");

    private final String[] lines;
    private int next;

    private SiweParser(String text) {
        this.lines = text.split("\n", -1);
    }

    static SiweMessage parse(String text) {
        if (text.length() > LONGEST) {
            throw new MalformedMessage("The message has more than " + LONGEST + " characters.");
        }
        return new SiweParser(text).message();
    }

    private SiweMessage message() {
        var origin = ending(line("The first line"), GREETING);
        var scheme = scheme(origin);
        var domain = scheme.map(given -> origin.substring(given.length() + "://".length()))
                .orElse(origin);
        check(!domain.isEmpty() && Rfc3986.isAuthority(domain), "The domain is no host of RFC 3986.");
        var address = address(line("The address"));
        check(line("The line after the address").isEmpty(), "The line after the address must be empty.");
        var statement = statement();
        var uri = field("URI: ", Rfc3986::isUri);
        field("Version: ", "1"::equals);
        var chainId = chainId(field("Chain ID: ", CHAIN_ID.asMatchPredicate()));
        var nonce = field("Nonce: ", NONCE.asMatchPredicate());
        var issuedAt = time("Issued At: ", field("Issued At: ", SiweParser::isDateTime));
        var expirationTime = optionalTime("Expiration Time: ");
        var notBefore = optionalTime("Not Before: ");
        var requestId = optionalField("Request ID: ", Rfc3986::isSegment);
        var resources = resources();
        check(next == lines.length, "Something follows the last field, or a field is out of order.");
        return new SiweMessage(
                scheme,
                domain,
                address,
                statement,
                uri,
                chainId,
                nonce,
                issuedAt,
                expirationTime,
                notBefore,
                requestId,
                resources);
    }

    private static Optional<String> scheme(String origin) {
        return Optional.of(origin.indexOf("://"))
                .filter(end -> end >= 0)
                .map(end -> origin.substring(0, end))
                .filter(Rfc3986::isScheme);
    }

    /** Only the spelling with its checksum, so that a wallet with a slip of the hand is nobody's. */
    private static Address address(String text) {
        try {
            var address = Address.parse(text);
            check(address.checksummed().equals(text), "The address must carry its EIP-55 checksum.");
            return address;
        } catch (IllegalArgumentException _) {
            throw new MalformedMessage("The second line is no address with an EIP-55 checksum.");
        }
    }

    private static ChainId chainId(String digits) {
        var id = Long.parseLong(digits);
        check(id > 0, "The chain id must be positive.");
        return new ChainId(id);
    }

    /** An empty line follows a statement; without one, that line stands alone. */
    private Optional<String> statement() {
        var text = line("The statement");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        check(STATEMENT.matcher(text).matches(), "The statement has characters that ERC-4361 does not allow.");
        check(line("The line after the statement").isEmpty(), "The line after the statement must be empty.");
        return Optional.of(text);
    }

    private Optional<Instant> optionalTime(String label) {
        return optionalField(label, SiweParser::isDateTime).map(text -> time(label, text));
    }

    private static boolean isDateTime(String text) {
        return DATE_TIME.matcher(text).matches();
    }

    private static Instant time(String label, String text) {
        try {
            return OffsetDateTime.parse(text.toUpperCase(Locale.ROOT)).toInstant();
        } catch (DateTimeException _) {
            throw new MalformedMessage(name(label) + " names a time that does not exist.");
        }
    }

    private List<String> resources() {
        if (!isNext("Resources:"::equals)) {
            return List.of();
        }
        next++;
        var resources = new ArrayList<String>();
        while (next < lines.length) {
            resources.add(field("- ", Rfc3986::isUri));
        }
        return resources;
    }

    private Optional<String> optionalField(String label, Predicate<String> rule) {
        return isNext(line -> line.startsWith(label)) ? Optional.of(field(label, rule)) : Optional.empty();
    }

    private String field(String label, Predicate<String> rule) {
        var line = line(name(label));
        check(line.startsWith(label), name(label) + " is missing, or a field is out of order.");
        var value = line.substring(label.length());
        check(rule.test(value), name(label) + " has no valid value.");
        return value;
    }

    private boolean isNext(Predicate<String> rule) {
        return next < lines.length && rule.test(lines[next]);
    }

    private String line(String what) {
        check(next < lines.length, what + " is missing.");
        return lines[next++];
    }

    private static String ending(String line, String end) {
        check(line.endsWith(end), "The first line does not end as ERC-4361 says.");
        return line.substring(0, line.length() - end.length());
    }

    private static String name(String label) {
        return switch (label) {
            case "- " -> "A resource";
            default -> label.substring(0, label.indexOf(':'));
        };
    }

    private static void check(boolean rule, String otherwise) {
        if (!rule) {
            throw new MalformedMessage(otherwise);
        }
    }
}
