package io.latchkey.verifier.schedule;

import io.latchkey.verifier.notice.Notice;
import io.latchkey.verifier.timetable.Timetable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The schedule of a connection, as the API shows it.
 *
 * @param nextCheckAt absent if no check is planned: the connection needs a reauthorization, or ends before the check
 * @param lastCheckAt absent before the first check
 * @param suspectSince when the provider first refused the access token; absent if the last conclusive check was
 *     successful
 * @param notices notices of the current grant, in chronological order
 */
record ScheduleView(
        UUID connectionId,
        @Nullable Instant nextCheckAt,
        @Nullable Instant lastCheckAt,
        @Nullable Instant suspectSince,
        List<NoticeView> notices) {
    /**
     * A warning before expiry.
     *
     * @param lead how long before the end
     * @param sent whether it has been published, or skipped because a shorter lead was published
     */
    record NoticeView(Duration lead, Instant at, boolean sent) {}

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
