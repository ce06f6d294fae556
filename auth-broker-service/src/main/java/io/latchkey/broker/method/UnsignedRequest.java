package io.latchkey.broker.method;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.latchkey.broker.upstream.FormEncoding;
import io.latchkey.broker.upstream.FormEncoding.Parameter;
import io.latchkey.broker.upstream.ProviderRequest;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request to a provider's API before it is signed. It is as secret as its parameters.
 *
 * @param method of HTTP, in upper case
 * @param headers that the signature may cover
 * @param form the parameters of a body of the type {@code application/x-www-form-urlencoded}; empty: the body is of
 *     another type, or there is none
 * @param bodySha256 hash of the body in lower-case hexadecimal digits
 * @param region for which it is signed, where signatures have one; null: that of the catalog
 * @param service for which it is signed, where signatures have one; null: that of the catalog
 */
public record UnsignedRequest(
        String method,
        URI url,
        Map<String, String> headers,
        List<Parameter> form,
        String bodySha256,
        @Nullable String region,
        @Nullable String service) {
    /** The hash of an empty body. */
    public static final String SHA256_OF_NOTHING = sha256(new byte[0]);

    public UnsignedRequest {
        headers = Map.copyOf(headers);
        form = List.copyOf(form);
    }

    /** The request that Latchkey is about to send. */
    public static UnsignedRequest of(ProviderRequest request) {
        var body = request.body() == null ? new byte[0] : request.body().getBytes();
        var isForm = FormEncoding.MEDIA_TYPE.equals(request.headers().get("Content-Type"));
        return new UnsignedRequest(
                request.method().name(),
                URI.create(request.url()),
                request.headers(),
                isForm ? FormEncoding.parsed(new String(body, UTF_8)) : List.of(),
                sha256(body),
                null,
                null);
    }

    public static String sha256(byte[] text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return method + " " + url.getHost();
    }
}
