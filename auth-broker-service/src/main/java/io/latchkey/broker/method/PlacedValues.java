package io.latchkey.broker.method;

import io.latchkey.broker.upstream.BasicCredentials;
import io.latchkey.catalog.parameter.Templates;
import io.latchkey.catalog.request.Placement;
import java.util.HashMap;
import java.util.Map;

/** Puts the secret values of a credential where the catalog says that requests carry them. */
public final class PlacedValues {
    private PlacedValues() {}

    /** @param values by the names that the templates of {@code placement} refer to */
    public static RequestParts in(Placement placement, Map<String, String> values) {
        var filled = placement.with(Templates.filledWith(values));
        var headers = new HashMap<>(filled.headers());
        var basic = filled.basic();
        if (basic != null) {
            headers.put("Authorization", BasicCredentials.of(basic.username(), basic.password()));
        }
        return new RequestParts(headers, filled.query(), filled.url(), filled.body());
    }
}
