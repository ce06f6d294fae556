package io.latchkey.local.stack;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How the services of one stack differ from their defaults.
 *
 * @param checkInterval between two checks of a connection, as Quarkus writes durations
 * @param noticeLeads how long before its end a connection's notices go out, separated by commas
 * @param environment more variables for all three services; they win
 */
public record StackSettings(String checkInterval, String noticeLeads, Map<String, String> environment) {

    public StackSettings {
        environment = Map.copyOf(environment);
    }

    /** Short enough to see each thing happen: a check every half minute, a notice half a minute before an end. */
    public static StackSettings local() {
        return new StackSettings("30s", "14d,7d,2d,30s", Map.of());
    }

    public StackSettings with(String variable, String value) {
        Map<String, String> more = new LinkedHashMap<>(environment);
        more.put(variable, value);
        return new StackSettings(checkInterval, noticeLeads, more);
    }

    public StackSettings checkedEvery(String interval) {
        return new StackSettings(interval, noticeLeads, environment);
    }
}
