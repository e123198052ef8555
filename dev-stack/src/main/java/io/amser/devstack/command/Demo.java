package io.amser.devstack.command;

import io.amser.devstack.demo.Api;
import io.amser.devstack.demo.Cast;
import io.amser.devstack.demo.Step;
import io.amser.devstack.demo.Story;
import io.amser.devstack.platform.Platform;
import io.amser.devstack.platform.PlatformPorts;
import io.amser.devstack.platform.Progress;
import io.amser.devstack.preflight.Preflight;
import io.amser.devstack.preflight.RunLock;
import io.amser.devstack.server.ChainSettings;
import io.amser.devstack.timeline.Timeline;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./amser demo}: a month of billing in a minute, every step checked; the exit status says whether all of it held. */
final class Demo {

    private final PrintStream out;
    private final boolean json;

    Demo(PrintStream out, boolean json) {
        this.out = out;
        this.json = json;
    }

    int run() {
        long start = System.nanoTime();
        var words = json ? new PrintStream(PrintStream.nullOutputStream()) : out;
        var folder = Folders.of("demo");
        try (var _ = RunLock.take(folder)) {
            Preflight.requireDisk(folder, Up.DISK_MEGABYTES);
            words.println("amser: starting a platform of its own for the demo");
            var steps = play(
                    Platform.start(
                            Folders.emptied(folder.resolve("run")),
                            PlatformPorts.free(),
                            ChainSettings.blockPerTransaction().withHeartbeat(Duration.ofSeconds(1)),
                            new Progress(words)),
                    words);
            boolean holds = steps.stream().allMatch(Step::holds);
            long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
            words.printf(
                    "amser: %d steps, %s, in %d s%n", steps.size(), holds ? "all hold" : "one does not hold", seconds);
            if (json) {
                out.println(json(steps, holds, seconds));
            }
            return holds ? 0 : 1;
        }
    }

    private static List<Step> play(Platform started, PrintStream words) {
        try (var platform = started;
                var api = new Api(platform.api())) {
            var story = new Story(platform, api, words::println);
            try (var _ = Timeline.start(
                    platform.node(),
                    platform.contracts().known(),
                    Cast.people(),
                    platform.contracts().startBlock(),
                    moment -> {
                        words.println("  " + moment.line());
                        story.hear(moment);
                    })) {
                return story.play();
            }
        }
    }

    private static String json(List<Step> steps, boolean holds, long seconds) {
        var mapper = JsonMapper.builder().build();
        var result = mapper.createObjectNode();
        result.put("ok", holds);
        result.put("seconds", seconds);
        var list = result.putArray("steps");
        for (var step : steps) {
            list.addObject()
                    .put("step", step.what())
                    .put("ok", step.holds())
                    .put("found", step.found())
                    .put("block_to_api_ms", step.blockToApiMillis());
        }
        return mapper.writeValueAsString(result);
    }
}
