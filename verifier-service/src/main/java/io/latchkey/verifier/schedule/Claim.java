package io.latchkey.verifier.schedule;

import io.latchkey.verifier.grant.Grant;
import io.latchkey.verifier.suspicion.Suspicion;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row that one replica works on until its lease runs out: the row as it was when it was claimed.
 *
 * @param owner tells this claim from every other of the row
 * @param sentLead the shortest lead of the notices published
 */
public record Claim(
        UUID owner,
        Grant grant,
        Suspicion suspicion,
        @Nullable Duration sentLead) {}
