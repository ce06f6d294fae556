package io.latchkey.broker.method.oauth1;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Verifies signatures as RFC 5849 describes it, without the code under test. */
final class ReferenceSignature {
    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    private ReferenceSignature() {}

    /** The parameters of a header {@code Authorization}, decoded. */
    static Map<String, String> parameters(String header) {
        assert header.startsWith("OAuth ") : header;
        var parameters = new LinkedHashMap<String, String>();
        for (var part : header.substring("OAuth ".length()).split(",")) {
            var pair = part.strip().split("=", 2);
            parameters.put(percentDecoded(pair[0]), percentDecoded(pair[1].substring(1, pair[1].length() - 1)));
        }
        return parameters;
    }

    /**
     * @param encoded the query and the form body, as they were sent; each may be empty
     * @param key client secret and token secret
     */
    static String of(String method, String baseUri, List<String> encoded, Map<String, String> header, String... key) {
        var pairs = new ArrayList<String>();
        for (var part : encoded) {
            Arrays.stream(part.split("&"))
                    .filter(pair -> !pair.isEmpty())
                    .map(pair -> pair.replace("+", "%20").split("=", 2))
                    .forEach(pair -> pairs.add(encode(percentDecoded(pair[0])) + "="
                            + encode(pair.length < 2 ? "" : percentDecoded(pair[1]))));
        }
        header.forEach((name, value) -> {
            if (!name.equals("realm") && !name.equals("oauth_signature")) {
                pairs.add(encode(name) + "=" + encode(value));
            }
        });
        // '=' sorts behind some characters of names, so names are compared alone
        pairs.sort((one, other) -> {
            var names = one.split("=", 2)[0].compareTo(other.split("=", 2)[0]);
            return names != 0 ? names : one.compareTo(other);
        });
        var base = method + "&" + encode(baseUri) + "&" + encode(String.join("&", pairs));
        return mac(
                header.get("oauth_signature_method").equals("HMAC-SHA256") ? "HmacSHA256" : "HmacSHA1",
                encode(key[0]) + "&" + encode(key[1]),
                base);
    }

    private static String mac(String algorithm, String key, String text) {
        try {
            var mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key.getBytes(UTF_8), algorithm));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encode(String text) {
        var encoded = new StringBuilder();
        for (var octet : text.getBytes(UTF_8)) {
            if (UNRESERVED.indexOf(octet) >= 0) {
                encoded.append((char) octet);
            } else {
                encoded.append(String.format("%%%02X", octet));
            }
        }
        return encoded.toString();
    }

    private static String percentDecoded(String text) {
        var octets = new ArrayList<Byte>();
        for (var i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '%') {
                octets.add((byte) Integer.parseInt(text.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                octets.addAll(Collections.nCopies(1, (byte) text.charAt(i)));
            }
        }
        var bytes = new byte[octets.size()];
        for (var i = 0; i < bytes.length; i++) {
            bytes[i] = octets.get(i);
        }
        return new String(bytes, UTF_8);
    }
}
