package io.latchkey.broker.method.oauth1;

import io.latchkey.broker.method.UnsignedRequest;
import io.latchkey.broker.upstream.FormEncoding.Parameter;
import io.latchkey.catalog.oauth1.SignatureRules;
import io.latchkey.catalog.parameter.PercentEncoding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The header {@code Authorization} of a signed request (RFC 5849, section 3.5.1).
 *
 * @param nonce never used before with the same timestamp and token (section 3.3)
 */
record SignedHeader(SignatureRules rules, SigningKey key, Instant timestamp, String nonce) {
    static final String NAME = "Authorization";

    /** @param further parameters of the protocol that belong to this request, such as {@code oauth_callback} */
    String of(UnsignedRequest request, Collection<Parameter> further) {
        var protocol = new ArrayList<Parameter>();
        protocol.add(new Parameter("oauth_consumer_key", key.client().clientId()));
        var token = key.token();
        if (token != null) {
            protocol.add(new Parameter("oauth_token", token.reveal()));
        }
        protocol.add(new Parameter("oauth_signature_method", rules.method().wireName()));
        protocol.add(new Parameter("oauth_timestamp", String.valueOf(timestamp.getEpochSecond())));
        protocol.add(new Parameter("oauth_nonce", nonce));
        protocol.addAll(further);
        var signature = key.signature(rules.method(), SignatureBase.of(request, protocol));
        protocol.add(new Parameter("oauth_signature", signature));
        return "OAuth "
                + Stream.concat(realm(), protocol.stream().map(SignedHeader::quoted))
                        .collect(Collectors.joining(", "));
    }

    private Stream<String> realm() {
        return Stream.ofNullable(rules.realm()).map(realm -> "realm=\"" + realm + "\"");
    }

    private static String quoted(Parameter parameter) {
        return PercentEncoding.of(parameter.name()) + "=\"" + PercentEncoding.of(parameter.value()) + "\"";
    }
}
