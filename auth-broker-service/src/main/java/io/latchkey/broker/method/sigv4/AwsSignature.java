package io.latchkey.broker.method.sigv4;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.latchkey.broker.method.UnsignedRequest;
import io.latchkey.broker.secret.AwsKey;
import io.latchkey.broker.secret.Hmac;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Signs requests with AWS Signature Version 4: the hash of the canonical request, with a key derived for its scope. */
record AwsSignature(AwsKey key, SigningScope scope) {
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";

    /** The headers to add to {@code request}. */
    Map<String, String> headers(UnsignedRequest request) {
        var added = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        added.put("X-Amz-Date", scope.timestamp());
        var token = key.sessionToken();
        if (token != null) {
            added.put("X-Amz-Security-Token", token.reveal());
        }
        if (scope.isStorage()) {
            added.put("X-Amz-Content-Sha256", request.bodySha256());
        }
        added.put("Authorization", authorization(request, added));
        return added;
    }

    private String authorization(UnsignedRequest request, Map<String, String> added) {
        var headers = signed(request, added);
        var canonical = CanonicalRequest.of(request, scope, headers);
        var text = String.join(
                "\n",
                ALGORITHM,
                scope.timestamp(),
                scope.toString(),
                UnsignedRequest.sha256(canonical.getBytes(UTF_8)));
        return ALGORITHM + " Credential=" + key.accessKeyId() + "/" + scope + ", SignedHeaders="
                + String.join(";", headers.keySet()) + ", Signature="
                + HexFormat.of().formatHex(Hmac.sha256(signingKey(), text));
    }

    /** All headers of the request, and the host, by their names in lower case. */
    private static SortedMap<String, String> signed(UnsignedRequest request, Map<String, String> added) {
        var headers = new TreeMap<String, String>();
        headers.put("host", request.url().getRawAuthority());
        request.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        added.forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        return headers;
    }

    private byte[] signingKey() {
        var signing = ("AWS4" + key.secretAccessKey().reveal()).getBytes(UTF_8);
        for (var part : List.of(scope.day(), scope.region(), scope.service(), SigningScope.TERMINATOR)) {
            signing = Hmac.sha256(signing, part);
        }
        return signing;
    }
}
