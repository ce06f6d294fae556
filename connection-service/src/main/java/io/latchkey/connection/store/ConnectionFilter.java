package io.latchkey.connection.store;

import io.latchkey.contracts.connection.ConnectionState;
import io.latchkey.edge.page.PageRequest;
import io.latchkey.edge.text.Texts;
import io.latchkey.work.failure.Invalid;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Selects connections of a tenant. A null component matches any value.
 *
 * @param state null: all states except {@code DELETED}; with {@code granted}, those in which a connection can be used
 * @param granted the permissions that a connection must have; null: any
 */
public record ConnectionFilter(
        @Nullable String provider,
        @Nullable ConnectionState state,
        @Nullable String owner,
        @Nullable List<String> granted) {
    private static final String PAGE = """
            select page.id
            from (values %1$s) as wanted (state)
            cross join lateral (
                select s.id, s.created_at from connection_status s where %2$s
                order by s.created_at desc, s.id desc limit %3$d) as page
            order by page.created_at desc, page.id desc limit %3$d
            """;

    private static final String STATES =
            Arrays.stream(ConnectionState.values()).map(Enum::name).collect(Collectors.joining(", "));

    /** The SQL that finds ids, and its parameters. */
    record Query(String sql, Map<String, Object> parameters) {}

    /** @throws Invalid naming the invalid query parameter */
    public static ConnectionFilter of(@Nullable String provider, @Nullable String state, @Nullable String owner) {
        return new ConnectionFilter(
                provider == null ? null : Texts.requireName("provider", provider, ConnectionRules.NAME_LENGTH),
                state == null ? null : state(state),
                owner == null ? null : Texts.requireName("owner", owner, ConnectionRules.NAME_LENGTH),
                null);
    }

    /** The same, and with these permissions. */
    public ConnectionFilter granting(List<String> permissions) {
        return new ConnectionFilter(provider, state, owner, permissions);
    }

    /**
     * Finds up to one connection more than the page size, newest first. For each selected state, the query scans an
     * index and stops after that many rows. The cost of a page therefore depends neither on its position in the list
     * nor on the tenant's other connections, unless permissions are selected: then it also reads the connections that lack
     * them.
     */
    Query page(String tenant, PageRequest page) {
        var conditions = new StringBuilder("s.tenant = :tenant and s.state = wanted.state");
        var parameters = new HashMap<String, Object>();
        parameters.put("tenant", tenant);
        if (provider != null) {
            conditions.append(" and s.provider_id = :provider");
            parameters.put("provider", provider);
        }
        if (owner != null) {
            conditions.append(" and s.owner = :owner");
            parameters.put("owner", owner);
        }
        if (granted != null) {
            conditions.append(" and s.permissions_granted @> :granted");
            parameters.put("granted", granted.toArray(String[]::new));
        }
        var after = page.after();
        if (after != null) {
            conditions.append(" and (s.created_at, s.id) < (:at, :id)");
            parameters.put("at", after.at());
            parameters.put("id", after.id());
        }
        return new Query(PAGE.formatted(wantedStates(), conditions, page.limit() + 1), parameters);
    }

    /** Formats the states as the rows of a VALUES list. */
    private String wantedStates() {
        return Arrays.stream(ConnectionState.values())
                .filter(candidate -> state == null ? isUsual(candidate) : candidate == state)
                .map(wanted -> "('" + wanted.name() + "')")
                .collect(Collectors.joining(", "));
    }

    private boolean isUsual(ConnectionState candidate) {
        return granted == null ? candidate != ConnectionState.DELETED : candidate.isUsable();
    }

    private static ConnectionState state(String text) {
        return Arrays.stream(ConnectionState.values())
                .filter(state -> state.name().equals(text))
                .findAny()
                .orElseThrow(() -> new Invalid("state", "The state is unknown.", "Use one of " + STATES + "."));
    }
}
