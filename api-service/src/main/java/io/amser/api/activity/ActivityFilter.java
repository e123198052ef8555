package io.amser.api.activity;

import io.amser.protocol.Address;
import io.amser.protocol.ChainTime;
import java.util.Optional;

/** Which of a merchant's activity to show; empty is no bound. */
record ActivityFilter(Optional<ActivityType> type, Optional<ChainTime> since, Optional<Address> token) {}
