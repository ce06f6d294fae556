package io.latchkey.verifier.notice;

import io.latchkey.verifier.grant.Grant;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Determines which notices a grant gets before it ends.
 *
 * <ol>
 *   <li>A lead longer than a third of the grant's whole lifetime is skipped.
 *   <li>If several notices are overdue, only the one with the shortest lead is published.
 *   <li>The shortest published lead is stored. A notice with a longer lead is never published after it.
 * </ol>
 *
 * @param leads how long before the end to publish notices; all positive
 */
public record Notices(List<Duration> leads) {
    private static final int SHARE_OF_LIFE = 3;

    public Notices {
        leads = leads.stream().distinct().sorted(Comparator.reverseOrder()).toList();
        if (leads.stream().anyMatch(lead -> lead.isNegative() || lead.isZero())) {
            throw new IllegalArgumentException("a notice lead is not positive: " + leads);
        }
    }

    /** All notices of the grant, in chronological order. */
    public List<Notice> planned(Grant grant) {
        var end = grant.expiresAt();
        if (end == null) {
            return List.of();
        }
        return leads.stream()
                .filter(lead -> grant.life()
                        .map(life -> lead.multipliedBy(SHARE_OF_LIFE).compareTo(life) <= 0)
                        .orElse(true))
                .map(lead -> new Notice(lead, end.minus(lead)))
                .toList();
    }

    /** When the next notice is due, which may be in the past; empty if none is left. */
    public Optional<Instant> nextDue(Grant grant, @Nullable Duration sent) {
        return unsent(grant, sent).stream().map(Notice::at).findFirst();
    }

    /** The notice to publish now. */
    public Optional<Notice> due(Grant grant, @Nullable Duration sent, Instant now) {
        return unsent(grant, sent).stream()
                .filter(notice -> !notice.at().isAfter(now))
                .reduce((longer, shorter) -> shorter);
    }

    private List<Notice> unsent(Grant grant, @Nullable Duration sent) {
        return planned(grant).stream()
                .filter(notice -> sent == null || notice.lead().compareTo(sent) < 0)
                .toList();
    }
}
