package io.amser.acceptance.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.acceptance.browser.LinkingPage;
import io.amser.acceptance.browser.LinkingPage.WalletKind;
import io.amser.acceptance.club.Saying;
import io.amser.acceptance.stage.Stage;
import io.amser.devstack.discord.DiscordStandIn;
import io.amser.devstack.discord.DiscordUser;
import io.amser.devstack.platform.Service;
import io.amser.devstack.wallet.Account;
import java.net.URI;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From /verify at a server to a wallet that is linked, in a real browser on the page of the platform. */
class LinkWalletAcceptanceTest {
    private static final Path PICTURES = SharedStage.folder("browser");
    private static final Pattern LINK = Pattern.compile("<(http[^>]+/discord/verify/[^>]+)>");

    private final Stage stage = SharedStage.get();
    private final DiscordStandIn discord = stage.platform().discord();
    private final DiscordUser owner = discord.createUser("owner");
    private final DiscordUser member = discord.createUser("night_owl");
    private final String server = discord.createGuild("Night Owls", owner);
    private final Account account = stage.newcomer();

    @BeforeEach
    void connect() throws SQLException {
        discord.join(server, member);
        discord.install(server);
        execute("INSERT INTO connection (module, guild_id, merchant, guild_name, connected_at) VALUES ('0x0', '"
                + server + "', '0x0', 'Night Owls', now())");
    }

    /** It sends a good one and every kind of bad one, and takes only a URL that tells them apart. */
    @Test
    void discord_takes_the_platform_for_a_bot_that_checks_signatures_and_knows_its_commands() {
        assertThat(discord.faultsOfInteractions()).isEmpty();
        Stage.await(
                "the commands to be registered",
                () -> discord.commands().containsAll(Set.of("verify", "status", "why", "unlink")));
    }

    @Test
    void a_member_opens_the_link_signs_and_is_known_by_his_wallet() throws SQLException {
        var seen = page().refusing(1).open(account);

        assertThat(seen.complaints()).isEmpty();
        assertThat(seen.screens())
                .extracting(LinkingPage.Seen.Screen::title)
                .containsExactly("Link your wallet", "Link your wallet", "Your wallet is linked");
        assertThat(seen.screens().getFirst().text()).contains("night_owl", "Night Owls", "What do I sign?");
        assertThat(seen.screens().get(1).text()).contains("Not signed");
        assertThat(seen.last().text()).contains(account.address().value(), "night_owl", "Night Owls");
        assertThat(seen.signed()).singleElement().asString().contains(member.id(), server);
        assertThat(linked()).containsExactly(account.address().value());
        Stage.await(
                "/status to know the wallet",
                () -> text("status").contains(account.address().value()));
        assertThat(text("why")).contains(account.address().value(), "No plan gives a role here");
        assertThat(text("unlink")).contains(account.address().value());
        assertThat(linked()).isEmpty();
    }

    @Test
    void a_wallet_of_the_old_kind_is_found_and_a_link_that_was_used_says_so() throws SQLException {
        var link = link();

        var seen =
                LinkingPage.at(link, PICTURES).with(WalletKind.WINDOW_ETHEREUM).open(account);
        var again = LinkingPage.at(link, PICTURES).open(stage.newcomer());

        assertThat(seen.last().title()).isEqualTo("Your wallet is linked");
        assertThat(again.last().title()).isEqualTo("This link has been used");
        assertThat(again.last().text()).contains("run /verify");
        assertThat(again.signed()).isEmpty();
        assertThat(again.complaints()).isEmpty();
        assertThat(linked()).hasSize(1);
    }

    @Test
    void who_has_no_wallet_or_a_link_that_has_ended_is_told_what_to_do() {
        var older = link();
        var newer = link();

        var ended = LinkingPage.at(older, PICTURES).open(account);
        var walletless = LinkingPage.at(newer, PICTURES).with(WalletKind.NONE).open(account);

        assertThat(ended.last().title()).isEqualTo("This link has expired");
        assertThat(walletless.last().text()).contains("No wallet found", "Install a wallet");
        assertThat(List.of(ended, walletless))
                .allSatisfy(seen -> assertThat(seen.complaints()).isEmpty());
    }

    private LinkingPage page() {
        return LinkingPage.at(link(), PICTURES);
    }

    private URI link() {
        var text = text("verify");
        var link = LINK.matcher(text);
        assertThat(link.find()).as(text).isTrue();
        return URI.create(link.group(1));
    }

    private String text(String command) {
        return Saying.to(discord, server, member, command);
    }

    private List<String> linked() throws SQLException {
        var database = stage.platform().postgres().database(Service.DISCORD.database());
        try (var connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                var query = connection.prepareStatement("SELECT wallet FROM wallet_link WHERE user_id = ?")) {
            query.setString(1, member.id());
            var wallets = new ArrayList<String>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    wallets.add(rows.getString(1));
                }
            }
            return wallets;
        }
    }

    private void execute(String sql) throws SQLException {
        var database = stage.platform().postgres().database(Service.DISCORD.database());
        try (var connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
