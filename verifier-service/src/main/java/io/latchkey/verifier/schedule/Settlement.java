package io.latchkey.verifier.schedule;

import io.latchkey.contracts.check.Outcome;
import io.latchkey.verifier.timetable.Timetable;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was done for a claim.
 *
 * @param toldLead of the notice told; null if none was
 * @param toldEnd whether the end was told
 * @param outcome of the check made; null if none was
 */
public record Settlement(
        Claim claim,
        @Nullable Duration toldLead,
        boolean toldEnd,
        @Nullable Outcome outcome) {
    public static Settlement ended(Claim claim) {
        return new Settlement(claim, null, true, null);
    }

    void applyTo(ScheduleEntry entry, Timetable timetable, Instant now) {
        if (entry.grant().equals(claim.grant())) {
            if (toldLead != null) {
                entry.told(toldLead, timetable);
            }
            if (toldEnd) {
                entry.toldEnd(timetable);
            }
        }
        if (outcome != null && entry.generation == claim.grant().generation()) {
            entry.checked(outcome, now, timetable);
        }
        entry.release();
    }
}
