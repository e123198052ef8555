package io.amser.bench.report;

import io.amser.devstack.process.Checkout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The commit that is checked out. */
final class Commit {

    private Commit() {}

    /** Its short name; with a plus when files differ from it. */
    static String here() {
        var commit = git("rev-parse", "--short", "HEAD");
        var changes = git("status", "--porcelain", "--untracked-files=no", "--", ".", ":!docs/benchmarks.md");
        return changes.isEmpty() ? commit : commit + "+";
    }

    private static String git(String... arguments) {
        var command = new String[arguments.length + 1];
        command[0] = "git";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        try {
            var process = new ProcessBuilder(command)
                    .directory(Checkout.root().toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor() == 0 ? output : "unknown";
        } catch (IOException e) {
            return "unknown";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking Git", e);
        }
    }
}
