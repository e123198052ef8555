package io.amser.discord.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.amser.devstack.discord.Fault;
import io.amser.discord.DiscordDatabase;
import io.amser.discord.limit.Lane;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class SecretsIT {

    @Test
    void neither_the_token_nor_the_secret_is_ever_logged_or_thrown() {
        var written = new CopyOnWriteArrayList<String>();
        try (var database = new DiscordDatabase();
                var stage = new DiscordStage(database);
                var _ = new Listening(written)) {
            var bot = stage.replica();
            var secrets = List.of(
                    stage.application().botToken(),
                    stage.application().clientSecret(),
                    Base64.getEncoder()
                            .encodeToString((stage.application().id() + ":"
                                            + stage.application().clientSecret())
                                    .getBytes(StandardCharsets.UTF_8)));

            for (var fault : Fault.values()) {
                stage.discord.set(fault);
                written.add(thrown(() -> bot.grant(stage.guildId(), stage.aliceId(), stage.roleId(), "", Lane.GRANT)));
                written.add(thrown(() -> bot.exchange("invented", URI.create("http://localhost/"))));
            }
            assertThat(stage.discord.rolesOf(stage.guild, stage.alice)).isNotEmpty();
            stage.discord.close();
            written.add(thrown(bot::me));
            written.add(stage.application().toString());

            assertThat(written).anyMatch(text -> text.contains("Discord"));
            assertThat(written).allSatisfy(text -> assertThat(text).doesNotContain(secrets));
        }
    }

    private static String thrown(Runnable request) {
        var text = new StringWriter();
        var thrown = catchThrowable(request::run);
        if (thrown != null) {
            thrown.printStackTrace(new PrintWriter(text));
        }
        return text.toString();
    }

    /** Hears everything that is logged, however unimportant. */
    private static final class Listening extends Handler implements AutoCloseable {
        private final List<String> heard;
        private final Logger root = LogManager.getLogManager().getLogger("");
        private final Level before = root.getLevel();

        private Listening(List<String> heard) {
            this.heard = heard;
            setLevel(Level.ALL);
            root.setLevel(Level.ALL);
            root.addHandler(this);
        }

        @Override
        public void publish(LogRecord record) {
            heard.add(record.getMessage()
                    + List.of(record.getParameters() == null ? new Object[0] : record.getParameters()));
            if (record.getThrown() != null) {
                heard.add(record.getThrown().toString());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            root.removeHandler(this);
            root.setLevel(before);
        }
    }
}
