package io.amser.webhook.intake;

import io.amser.eventlog.PublishedEvent;
import io.amser.eventlog.projection.LoggedEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A batch of the log by what merchants know: of each partition first what is known, then what is news.
 *
 * @param last the last piece of news of each partition
 */
public record Divided(List<PublishedEvent> known, List<PublishedEvent> news, Map<Integer, LoggedEvent> last) {

    static Divided of(List<LoggedEvent> batch, Map<Integer, ToldMark> marks) {
        var known = new ArrayList<PublishedEvent>();
        var news = new ArrayList<PublishedEvent>();
        var last = new LinkedHashMap<Integer, LoggedEvent>();
        for (var logged : batch) {
            var mark = marks.getOrDefault(logged.partition(), ToldMark.NOTHING);
            if (last.containsKey(logged.partition()) || mark.isBefore(logged)) {
                news.add(logged.event());
                last.put(logged.partition(), logged);
            } else {
                known.add(logged.event());
            }
        }
        return new Divided(List.copyOf(known), List.copyOf(news), Map.copyOf(last));
    }
}
