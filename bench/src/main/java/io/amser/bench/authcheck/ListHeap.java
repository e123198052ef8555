package io.amser.bench.authcheck;

import java.util.Locale;

/** The API's used heap while it answers with a list, in bytes. */
record ListHeap(long ofShortList, long ofLongList) {

    private static final double MEGABYTE = 1024.0 * 1024.0;

    double growth() {
        return (double) ofLongList / ofShortList;
    }

    String sentence() {
        return String.format(
                Locale.ROOT,
                "Used heap after a full collection, the greatest of five looks while a list is on its way: %.1f MB with 10,000 subscriptions, %.1f MB with 1,000,000.",
                ofShortList / MEGABYTE,
                ofLongList / MEGABYTE);
    }
}
