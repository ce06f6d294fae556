package io.latchkey.broker.method;

import io.latchkey.broker.upstream.BasicCredentials;
import io.latchkey.catalog.parameter.Templates;
import io.latchkey.catalog.request.Placement;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Puts the secret values of a credential where the catalog says that requests carry them. */
public final class PlacedValues {
    private PlacedValues() {}

    /** @param values by the names that the templates of {@code placement} refer to */
    public static RequestParts in(Placement placement, Map<String, String> values) {
        var headers = new HashMap<>(filled(placement.headers(), values));
        var basic = placement.basic();
        if (basic != null) {
            headers.put(
                    "Authorization",
                    BasicCredentials.of(
                            Placement.filled(basic.username(), values), Placement.filled(basic.password(), values)));
        }
        var filled = Templates.filledWith(values);
        return new RequestParts(
                headers,
                filled(placement.query(), values),
                filled.orNull(placement.url(), filled::url),
                filled(placement.body(), values));
    }

    private static Map<String, String> filled(Map<String, String> templates, Map<String, String> values) {
        return templates.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> Placement.filled(entry.getValue(), values)));
    }
}
