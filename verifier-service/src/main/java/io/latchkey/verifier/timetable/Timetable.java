package io.latchkey.verifier.timetable;

import io.latchkey.verifier.grant.Grant;
import io.latchkey.verifier.notice.Notices;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All that makes a connection fall due: its next check, its notices, its end. */
public record Timetable(NextCheck checks, Notices notices) {
    /** When to check, unless the grant ends first: what has ended needs no look. */
    public Optional<Instant> check(Grant grant, @Nullable Instant checkAt) {
        return Optional.ofNullable(checkAt).filter(at -> !grant.endedBy(at));
    }

    /**
     * The earliest of check, notice and end; nothing once the end has been told.
     *
     * @param toldLead the shortest lead of the notices told
     */
    public Optional<Instant> due(Grant grant, @Nullable Instant checkAt, @Nullable Duration toldLead, boolean toldEnd) {
        return toldEnd
                ? Optional.empty()
                : Stream.of(
                                check(grant, checkAt),
                                notices.nextDue(grant, toldLead),
                                Optional.ofNullable(grant.expiresAt()))
                        .flatMap(Optional::stream)
                        .min(Instant::compareTo);
    }
}
