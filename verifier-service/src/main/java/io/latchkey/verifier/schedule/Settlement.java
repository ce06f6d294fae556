package io.latchkey.verifier.schedule;

import io.latchkey.contracts.check.CheckFact.CheckCompleted;
import io.latchkey.verifier.timetable.Timetable;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The result of the work on a claim.
 *
 * @param sentLead lead of the published notice; null if none was published
 * @param sentEnd whether the end was published
 * @param check result of the check; null if no check was made
 */
public record Settlement(
        Claim claim,
        @Nullable Duration sentLead,
        boolean sentEnd,
        @Nullable CheckCompleted check) {
    public static Settlement ended(Claim claim) {
        return new Settlement(claim, null, true, null);
    }

    public static Settlement noticed(Claim claim, Duration lead) {
        return new Settlement(claim, lead, false, null);
    }

    public static Settlement checked(Claim claim, CheckCompleted check) {
        return new Settlement(claim, null, false, check);
    }

    /** The work had no result. */
    public static Settlement none(Claim claim) {
        return new Settlement(claim, null, false, null);
    }

    void applyTo(ScheduleEntry entry, Timetable timetable, Instant now) {
        if (entry.grant().equals(claim.grant())) {
            if (sentLead != null) {
                entry.noticeSent(sentLead, timetable);
            }
            if (sentEnd) {
                entry.sentEnd(timetable);
            }
        }
        if (check != null) {
            entry.remember(check, claim.owner());
            if (entry.generation == claim.grant().generation()) {
                entry.checked(check.outcome(), now, timetable);
            }
        }
        entry.release();
        entry.reschedule(timetable);
    }
}
