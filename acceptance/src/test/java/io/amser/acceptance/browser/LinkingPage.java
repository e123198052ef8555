package io.amser.acceptance.browser;

import io.amser.devstack.process.Checkout;
import io.amser.devstack.process.ChildProcess;
import io.amser.devstack.process.Command;
import io.amser.devstack.wallet.Account;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The page behind a link of /verify, opened in a browser on a phone. */
public final class LinkingPage {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Path folder;
    private final URI page;
    private final WalletKind wallet;
    private final int refusals;

    /** How a wallet makes itself known to pages. */
    public enum WalletKind {
        EIP_6963("eip6963"),
        WINDOW_ETHEREUM("window.ethereum"),
        NONE("none");

        private final String name;

        WalletKind(String name) {
            this.name = name;
        }
    }

    /** What was seen, in the order of the steps, and what a browser or a reader of screens complains about. */
    public record Seen(List<Screen> screens, List<String> signed, List<String> complaints) {

        /** What is on the page. */
        public record Screen(String title, String text) {}

        public Screen last() {
            return screens.getLast();
        }
    }

    private LinkingPage(Path folder, URI page, WalletKind wallet, int refusals) {
        this.folder = folder;
        this.page = page;
        this.wallet = wallet;
        this.refusals = refusals;
    }

    /** The page at this address; the folder takes the browser's log and pictures. */
    public static LinkingPage at(URI page, Path folder) {
        return new LinkingPage(folder, page, WalletKind.EIP_6963, 0);
    }

    public LinkingPage with(WalletKind other) {
        return new LinkingPage(folder, page, other, refusals);
    }

    /** So many times nothing is signed before the user agrees. */
    public LinkingPage refusing(int times) {
        return new LinkingPage(folder, page, wallet, times);
    }

    /** Looks at the page, and signs with the account where it lets him. */
    public Seen open(Account account) {
        install();
        var answer = folder.resolve("seen-%d.json".formatted(System.identityHashCode(this)));
        var order = JSON.createObjectNode()
                .put("page", page.toString())
                .put("key", account.privateKey())
                .put("wallet", wallet.name)
                .put("refuses", refusals)
                .put("chromium", Chromium.executable(folder).toString())
                .put("picture", folder.resolve("page.png").toString())
                .put("answer", answer.toString());
        run(List.of("node", scripts().resolve("linkWallet.js").toString(), order.toString()));
        return seen(answer);
    }

    private static Path scripts() {
        return Checkout.root().resolve("acceptance/browser");
    }

    /** npm leaves a copy of the lock file inside node_modules: as long as it is newer, there is nothing to install. */
    private void install() {
        var installed = scripts().resolve("node_modules/.package-lock.json");
        try {
            if (Files.exists(installed)
                    && Files.getLastModifiedTime(installed)
                                    .compareTo(
                                            Files.getLastModifiedTime(scripts().resolve("package-lock.json")))
                            >= 0) {
                return;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        run(List.of("npm", "ci", "--prefix", scripts().toString(), "--ignore-scripts", "--no-audit", "--no-fund"));
    }

    private void run(List<String> command) {
        ChildProcess.run(Command.of(command.getFirst(), folder.resolve("browser.log"), command), PATIENCE);
    }

    private static Seen seen(Path answer) {
        var said = JSON.readTree(answer.toFile());
        return new Seen(
                said.get("screens")
                        .valueStream()
                        .map(screen -> new Seen.Screen(
                                screen.get("title").asString(),
                                screen.get("text").asString()))
                        .toList(),
                texts(said, "signed"),
                texts(said, "complaints"));
    }

    private static List<String> texts(JsonNode said, String name) {
        return said.get(name).valueStream().map(JsonNode::asString).toList();
    }
}
