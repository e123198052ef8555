package io.amser.eventlog.outage;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;

class OutageTest {

    @Test
    void a_database_that_is_away_is_an_outage_wherever_the_news_comes_from() {
        assertThat(Outage.isOf(new ConnectException("refused"))).isTrue();
        assertThat(Outage.isOf(new IllegalStateException(ClosedConnectionException.INSTANCE)))
                .isTrue();
        assertThat(Outage.isOf(new PgException("shutting down", "FATAL", "57P01", "")))
                .isTrue();
    }

    @Test
    void of_two_who_wait_for_each_other_the_one_who_gave_way_may_try_again() {
        assertThat(Outage.isOf(new PgException("deadlock detected", "ERROR", "40P01", "")))
                .isTrue();
    }

    @Test
    void a_fault_of_ours_is_none() {
        assertThat(Outage.isOf(new IllegalStateException("impossible"))).isFalse();
        assertThat(Outage.isOf(new PgException("no such column", "ERROR", "42703", "")))
                .isFalse();
    }
}
