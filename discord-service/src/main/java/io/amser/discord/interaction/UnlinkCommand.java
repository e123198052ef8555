package io.amser.discord.interaction;

import io.amser.discord.link.Links;
import io.amser.discord.rest.Command;
import io.amser.protocol.Address;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** /unlink: the wallets that were linked, or one of them, are his no more. */
@ApplicationScoped
class UnlinkCommand implements SlashCommand {
    private static final String WALLET = "wallet";

    private final Pool database;
    private final InstantSource time;
    private final Links links;

    UnlinkCommand(Pool database, InstantSource time, Links links) {
        this.database = database;
        this.time = time;
        this.links = links;
    }

    @Override
    public Command command() {
        return new Command(
                "unlink",
                "Unlink your wallets; the roles that they gave you go with them",
                List.of(new Command.Option(WALLET, "Only this one: its address, as /status shows it")));
    }

    @Override
    public Uni<Reply> answer(Use use) {
        var written = Optional.ofNullable(use.options().get(WALLET)).map(String::strip);
        var wallet = written.flatMap(UnlinkCommand::address);
        if (written.isPresent() && wallet.isEmpty()) {
            return Uni.createFrom().item(new Reply("That is no address of a wallet. /status lists yours."));
        }
        return database.withTransaction(tx -> links.unlink(tx, use.user(), wallet, time.instant()))
                .map(removed -> removed.isEmpty() ? nothing(wallet) : reply(removed));
    }

    private static Optional<Address> address(String text) {
        try {
            return Optional.of(Address.parse(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Reply nothing(Optional<Address> wallet) {
        return new Reply(
                wallet.isPresent()
                        ? "That wallet is not linked to you. /status lists yours."
                        : "No wallet is linked to you. /verify links one.");
    }

    private static Reply reply(List<Address> removed) {
        var wallets = removed.stream().map(wallet -> "`" + wallet + "`").collect(Collectors.joining(", "));
        return new Reply(
                "Unlinked: " + wallets
                        + ". Roles that came with them go within seconds, on every server. Your subscriptions stay as they are.");
    }
}
