package io.latchkey.broker.origin;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.latchkey.catalog.Origin;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.UnaryOperator;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Repository of detected moves of providers and of the confirmations by operators. Both are in the database because
 * replicas read their catalogs at different times. Reads need a session and changes need a transaction. The caller
 * opens either one.
 */
@ApplicationScoped
public class Origins {
    private static final ObjectMapper JSON = new ObjectMapper();

    public record Move(
            @JsonPropertyDescription(
                    "Origin to which secrets are bound; absent if a secret was stored without an origin")
            @Nullable
            Origin known,

            @JsonPropertyDescription("When the difference was detected")
            Instant foundAt) {}

    public Uni<Boolean> isConfirmed(String provider, Origin origin) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "select origin from origin_confirmation where provider = :provider and origin = :origin",
                                String.class)
                        .setParameter("provider", provider)
                        .setParameter("origin", text(origin))
                        .getResultList())
                .map(found -> !found.isEmpty());
    }

    /** Records a move. Returns whether it was not recorded before. */
    Uni<Boolean> found(String provider, @Nullable Origin known, Origin present, Instant now) {
        return inserted(
                "insert into origin_move (provider, known, present, found_at)"
                        + " values (:provider, :known, :origin, :now) on conflict do nothing",
                query -> query.setParameter("provider", provider)
                        .setParameter("known", text(known))
                        .setParameter("origin", text(present))
                        .setParameter("now", now));
    }

    /** The moves of {@code provider} to {@code present}, oldest first. */
    public Uni<List<Move>> moves(String provider, Origin present) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "select known, found_at from origin_move"
                                        + " where provider = :provider and present = :origin order by found_at",
                                Object[].class)
                        .setParameter("provider", provider)
                        .setParameter("origin", text(present))
                        .getResultList())
                .map(rows -> rows.stream()
                        .map(row -> new Move(origin((String) row[0]), ((OffsetDateTime) row[1]).toInstant()))
                        .toList());
    }

    /** Confirms {@code origin}. A repeated confirmation changes nothing. */
    public Uni<Boolean> confirm(String provider, Origin origin, String by, Instant now) {
        return inserted(
                "insert into origin_confirmation (provider, origin, confirmed_at, confirmed_by)"
                        + " values (:provider, :origin, :now, :by) on conflict do nothing",
                query -> query.setParameter("provider", provider)
                        .setParameter("origin", text(origin))
                        .setParameter("now", now)
                        .setParameter("by", by));
    }

    private static Uni<Boolean> inserted(String insert, UnaryOperator<Mutiny.MutationQuery> parameters) {
        return Panache.getSession()
                .chain(session ->
                        parameters.apply(session.createNativeQuery(insert)).executeUpdate())
                .map(count -> count > 0);
    }

    private static String text(@Nullable Origin origin) {
        try {
            return JSON.writeValueAsString(origin);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an origin cannot be written", e);
        }
    }

    private static @Nullable Origin origin(String text) {
        try {
            return JSON.readValue(text, Origin.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an origin cannot be read", e);
        }
    }
}
