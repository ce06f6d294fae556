package io.latchkey.broker.upstream.response;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a response reports about the scopes of a credential. A missing value and null report nothing; an empty text or
 * list reports that it has none.
 *
 * @param scopes as the provider spells them; null if nothing is known
 * @param fault a code from a closed list if the value cannot be used
 */
public record ScopeReport(
        @Nullable List<String> scopes, @Nullable String fault) {
    public static final ScopeReport NOTHING = new ScopeReport(null, null);

    /** The request that would report them failed. */
    public static final ScopeReport UNAVAILABLE = new ScopeReport(null, "scopes_unavailable");

    private static final ScopeReport UNREADABLE = new ScopeReport(null, "scopes_unreadable");

    /**
     * Reads {@code value}. It accepts every input.
     *
     * @param item JSON pointer to the scope in each element of a list; null: the elements are the scopes
     * @param known the scopes that the catalog names. All others are dropped: they mean nothing to Latchkey, and a
     *     faulty provider could put a secret among them
     */
    public static ScopeReport of(JsonNode value, @Nullable String item, Set<String> known) {
        if (value.isMissingNode() || value.isNull()) {
            return NOTHING;
        }
        var scopes = ScopeList.of(item == null ? value : items(value, item));
        boolean isNone = value.isTextual() || (value.isArray() && value.isEmpty());
        return scopes.isEmpty() && !isNone
                ? UNREADABLE
                : new ScopeReport(scopes.stream().filter(known::contains).toList(), null);
    }

    private static JsonNode items(JsonNode list, String item) {
        var items = JsonNodeFactory.instance.arrayNode();
        ScopeList.elements(list).map(element -> element.at(item)).forEach(items::add);
        return items;
    }
}
