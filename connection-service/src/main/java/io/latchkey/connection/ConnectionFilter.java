package io.latchkey.connection;

import io.latchkey.contracts.connection.ConnectionState;
import io.latchkey.edge.page.Cursor;
import io.latchkey.edge.problem.Problem;
import io.latchkey.edge.text.Texts;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which of a tenant's connections are wanted; null: any.
 *
 * @param state without one, all but deleted
 */
record ConnectionFilter(
        @Nullable String provider,
        @Nullable ConnectionState state,
        @Nullable String owner) {
    private static final String STATES =
            Arrays.stream(ConnectionState.values()).map(Enum::name).collect(Collectors.joining(", "));

    /** A condition in the words of the entities, and its parameters. */
    record Where(String condition, Map<String, Object> parameters) {}

    /** From the query parameters; a 400 problem names the wrong one. */
    static ConnectionFilter of(@Nullable String provider, @Nullable String state, @Nullable String owner) {
        return new ConnectionFilter(
                provider == null ? null : Texts.requireName("provider", provider, ConnectionRules.NAME_LENGTH),
                state == null ? null : state(state),
                owner == null ? null : Texts.requireName("owner", owner, ConnectionRules.NAME_LENGTH));
    }

    Where where(String tenant, @Nullable Cursor after) {
        var conditions = new LinkedHashMap<String, String>();
        var parameters = new LinkedHashMap<String, Object>();
        conditions.put("tenant", "c.tenant = :tenant");
        parameters.put("tenant", tenant);
        conditions.put("state", state == null ? "s.state <> :state" : "s.state = :state");
        parameters.put("state", state == null ? ConnectionState.DELETED : state);
        if (provider != null) {
            conditions.put("provider", "c.providerId = :provider");
            parameters.put("provider", provider);
        }
        if (owner != null) {
            conditions.put("owner", "c.owner = :owner");
            parameters.put("owner", owner);
        }
        if (after != null) {
            conditions.put("after", "(c.createdAt < :at or c.createdAt = :at and c.id < :id)");
            parameters.put("at", after.at());
            parameters.put("id", after.id());
        }
        return new Where(String.join(" and ", conditions.values()), parameters);
    }

    private static ConnectionState state(String text) {
        return Arrays.stream(ConnectionState.values())
                .filter(state -> state.name().equals(text))
                .findAny()
                .orElseThrow(() -> Problem.invalid("state", "There is no such state.", "Use one of " + STATES + "."));
    }
}
