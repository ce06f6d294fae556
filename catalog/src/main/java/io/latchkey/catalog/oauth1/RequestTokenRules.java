package io.latchkey.catalog.oauth1;

import io.latchkey.catalog.parameter.Templates;
import io.latchkey.catalog.rule.Require;
import java.util.Map;

/**
 * The endpoint for request tokens: temporary credentials (RFC 5849, section 2.1).
 *
 * @param parameters sent in the body of the request, in addition to those of the protocol, which they cannot override
 */
public record RequestTokenRules(String url, Map<String, String> parameters) {
    public RequestTokenRules {
        url = Require.url("url", url);
        parameters = ProtocolParameters.none("parameters", parameters);
    }

    public RequestTokenRules with(Templates templates) {
        return new RequestTokenRules(templates.url(url), templates.texts(parameters));
    }
}
