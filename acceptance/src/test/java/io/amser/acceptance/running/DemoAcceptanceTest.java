package io.amser.acceptance.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.devstack.demo.Api;
import io.amser.devstack.demo.Cast;
import io.amser.devstack.demo.Step;
import io.amser.devstack.demo.Story;
import io.amser.devstack.timeline.Timeline;
import org.junit.jupiter.api.Test;

class DemoAcceptanceTest {

    @Test
    void a_month_of_billing_holds_in_every_step() {
        var platform = SharedStage.get().platform();
        try (var api = new Api(platform.api())) {
            var story = new Story(platform, api, System.out::println);
            try (var _ = Timeline.start(
                    platform.node(),
                    platform.contracts().known(),
                    Cast.people(),
                    platform.contracts().startBlock(),
                    story::hear)) {

                var steps = story.play();

                assertThat(steps).hasSizeGreaterThan(10).allMatch(Step::holds);
            }
        }
    }
}
