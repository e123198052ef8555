package io.amser.bench.authcheck;

import io.amser.api.subscription.MerchantSubscriptions;
import io.amser.bench.WrongResult;
import io.amser.devstack.preflight.CannotStart;
import io.amser.devstack.server.Database;
import io.amser.eventlog.readmodel.IncompleteMarks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The peer: PostgreSQL's own benchmark, which asks the API's statement for the same wallets at random. */
final class Pgbench {

    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final Pattern PER_SECOND = Pattern.compile("tps = ([0-9.]+)");
    private static final Pattern FAILED = Pattern.compile("failed transactions: ([0-9]+)");

    private final String program;
    private final Path script;

    /** What one run found: how many look-ups a second, by how many cores of its own and of the database. */
    record Result(double perSecond, double cores, double databaseCores) {}

    private Pgbench(String program, Path script) {
        this.program = program;
        this.script = script;
    }

    static Pgbench of(LoadedApi api, Path folder) {
        var population = api.population();
        requireFound(api.database(), population);
        var script = folder.resolve("look-up.sql");
        try {
            Files.writeString(script, script(population));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Pgbench(program(), script);
    }

    /** The API's statement, its arguments made of pgbench's variables. */
    static String script(Population population) {
        return """
                \\set n random(0, %d - 1)
                \\set module %d + :n %% %d
                \\set wallet %d + :n * %d %% %d
                %s;
                """.formatted(
                        population.subscriptions(),
                        Population.FIRST_MODULE,
                        population.modules(),
                        Population.FIRST_WALLET,
                        Population.SCATTER,
                        Population.PRIME,
                        lookUp());
    }

    private static String lookUp() {
        var lookUp = MerchantSubscriptions.OF_WALLET
                .replace("$1", "('%s' || :module)".formatted(Population.ZEROS))
                .replace("$2", "('%s' || :wallet)".formatted(Population.ZEROS))
                .replace("$3", "'{%s}'".formatted(Population.PLANS))
                .replace("$4", "'%s'".formatted(IncompleteMarks.EVERYTHING.value()))
                .strip();
        if (lookUp.contains("$")) {
            throw new IllegalStateException("The look-up has an argument that the peer does not know: " + lookUp);
        }
        return lookUp;
    }

    /** What it looks up has to be there: to find nothing costs less. */
    private static void requireFound(Database database, Population population) {
        var last = population.subscriptions() - 1;
        var lookUp = lookUp().replace(
                        ":module)", "'%s')".formatted(population.module(last).substring(Population.ZEROS.length())))
                .replace(":wallet)", "'%s')".formatted(Population.wallet(last).substring(Population.ZEROS.length())));
        try (var connection = database.connect();
                var found = connection.createStatement().executeQuery(lookUp)) {
            if (!found.next() || !Population.wallet(last).equals(found.getString("subscriber"))) {
                throw new WrongResult("The look-up does not find the last wallet");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    Result run(Database database, int connections, Duration time) {
        var command = new ProcessBuilder(
                program,
                "-h",
                "127.0.0.1",
                "-p",
                Integer.toString(database.port()),
                "-U",
                database.user(),
                "-n",
                "-M",
                "prepared",
                "-c",
                Integer.toString(connections),
                "-j",
                "1",
                "-T",
                Long.toString(time.toSeconds()),
                "-f",
                script.toString(),
                database.name());
        command.environment().put("PGPASSWORD", database.password());
        command.redirectErrorStream(true);
        try {
            var before = CpuTimes.ofDatabase();
            var start = System.nanoTime();
            var process = command.start();
            var watch = new CpuWatch(process.toHandle());
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            var seconds = CpuTimes.seconds(Duration.ofNanos(System.nanoTime() - start));
            var databaseTime = watch.database().minus(before);
            if (process.waitFor() != 0 || number(FAILED, output) > 0) {
                throw new WrongResult("pgbench has failed: " + output);
            }
            return new Result(
                    number(PER_SECOND, output),
                    CpuTimes.seconds(watch.own()) / seconds,
                    CpuTimes.seconds(databaseTime) / seconds);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while pgbench runs", e);
        }
    }

    private static double number(Pattern pattern, String output) {
        var found = pattern.matcher(output);
        if (!found.find()) {
            throw new WrongResult("pgbench says something else: " + output);
        }
        return Double.parseDouble(found.group(1));
    }

    private static String program() {
        var path =
                Stream.of(System.getenv().getOrDefault("PATH", "").split(":")).map(Path::of);
        return Stream.concat(debian(), path)
                .map(folder -> folder.resolve("pgbench"))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Path::toString)
                .orElseThrow(
                        () -> new CannotStart(
                                "The peer of this benchmark is pgbench: install it with PostgreSQL (Debian: postgresql-contrib)."));
    }

    private static Stream<Path> debian() {
        if (!Files.isDirectory(DEBIAN)) {
            return Stream.empty();
        }
        try (var versions = Files.list(DEBIAN)) {
            return versions.map(version -> version.resolve("bin")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
