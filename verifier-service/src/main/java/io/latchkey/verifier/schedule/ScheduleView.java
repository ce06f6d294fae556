package io.latchkey.verifier.schedule;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.latchkey.verifier.notice.Notice;
import io.latchkey.verifier.timetable.Timetable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The schedule of a connection, as the API shows it. */
record ScheduleView(
        @JsonPropertyDescription("Id of the connection") UUID connectionId,

        @JsonPropertyDescription(
                "When the next check is planned; absent if the connection needs a reauthorization, or ends before the check")
        @Nullable
        Instant nextCheckAt,

        @JsonPropertyDescription("When the last check ended; absent before the first") @Nullable
        Instant lastCheckAt,

        @JsonPropertyDescription(
                "When the provider first refused the access token; absent if the last conclusive check was successful")
        @Nullable
        Instant suspectSince,

        @JsonPropertyDescription("Notices of the current authorization, in chronological order")
        List<NoticeView> notices) {
    /** A warning before expiry. */
    record NoticeView(
            @JsonPropertyDescription("How long before the end of the authorization the notice is sent")
            Duration lead,

            @JsonPropertyDescription("When the notice is sent")
            Instant at,

            @JsonPropertyDescription("Whether it has been published, or skipped because a shorter lead was published")
            boolean sent) {}

    static ScheduleView of(ScheduleEntry entry, Timetable timetable) {
        var nextCheckAt = entry.dueAt == null
                ? null
                : timetable.check(entry.grant(), entry.checkAt).orElse(null);
        var notices = timetable.notices().planned(entry.grant()).stream()
                .map(notice -> new NoticeView(notice.lead(), notice.at(), isSent(notice, entry.sentLead())))
                .toList();
        return new ScheduleView(entry.connectionId, nextCheckAt, entry.lastCheckAt, entry.suspectSince, notices);
    }

    private static boolean isSent(Notice notice, @Nullable Duration sentLead) {
        return sentLead != null && notice.lead().compareTo(sentLead) >= 0;
    }
}
