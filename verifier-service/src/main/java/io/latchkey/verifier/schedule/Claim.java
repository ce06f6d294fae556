package io.latchkey.verifier.schedule;

import io.latchkey.verifier.grant.Grant;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row that one replica works on until its lease runs out: the row as it was when it was claimed.
 *
 * @param owner unique for each claim
 */
public record Claim(
        UUID owner,
        Grant grant,
        @Nullable Instant checkAt,
        @Nullable Duration toldLead) {
    public boolean isCheckDue(Instant now) {
        return checkAt != null && !checkAt.isAfter(now);
    }
}
