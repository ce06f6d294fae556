package io.latchkey.verifier.schedule;

import io.latchkey.verifier.grant.Grant;
import io.latchkey.verifier.suspicion.Suspicion;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row that one replica works on until the lease expires, with the content that the row had when it was claimed.
 *
 * @param owner distinguishes this claim from all other claims of the row
 * @param sentLead the shortest lead of the published notices
 */
public record Claim(
        UUID owner,
        Grant grant,
        Suspicion suspicion,
        @Nullable Duration sentLead) {}
