package io.amser.webhook.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amser.jsonroutes.ProblemException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeedQueryTest {

    @Test
    void without_a_wish_the_list_begins_at_its_beginning() {
        assertThat(FeedQuery.read(Map.of())).isEqualTo(new FeedQuery(0, 100));
    }

    @Test
    void the_next_page_begins_where_this_one_ends() {
        assertThat(FeedQuery.read(Map.of("after", "41", "limit", "1000"))).isEqualTo(new FeedQuery(41, 1000));
        assertThat(new FeedQuery(41, 10).next(51)).isEqualTo("/v0/events?after=51&limit=10");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "+1", "01", "1.0", "1e3", "٣", "9999999999999999999", "0x1", " 1"})
    void a_place_is_a_plain_number(String after) {
        assertThatThrownBy(() -> FeedQuery.read(Map.of("after", after)))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("after must be");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1001", "-1", "ten", ""})
    void a_page_has_one_to_a_thousand_events(String limit) {
        assertThatThrownBy(() -> FeedQuery.read(Map.of("limit", limit)))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("limit must be");
    }
}
