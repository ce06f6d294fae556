package io.latchkey.broker.handout;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.latchkey.broker.method.RequestSigner.Part;
import io.latchkey.broker.method.UnsignedRequest;
import io.latchkey.broker.upstream.FormEncoding;
import io.latchkey.broker.upstream.FormEncoding.Parameter;
import io.latchkey.catalog.request.ApiHosts;
import io.latchkey.work.failure.Invalid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Body of {@code POST /v1/credentials/{id}/signatures}: the request that a platform service is about to send. */
public record SignatureRequest(
        @JsonPropertyDescription("Method of the request")
        @NotNull(message = "is missing. Name the HTTP method of the request.")
        @Pattern(
                regexp = "GET|HEAD|POST|PUT|PATCH|DELETE",
                message = "is not a method that Latchkey signs. Send GET, HEAD, POST, PUT, PATCH or DELETE.")
        String method,

        @JsonPropertyDescription(
                "URL of the request with its query, exactly as it will be sent; on one of the hosts that the credential names")
        @NotNull(message = "is missing. Name the URL of the request.")
        @Size(max = MAX_URL, message = "is longer than {max} characters. Send parameters in the body.")
        String url,

        @JsonPropertyDescription(
                "Parameters of a body of the type application/x-www-form-urlencoded, not encoded, for an OAuth 1.0a signature; absent with every other body")
        @Nullable
        Map<@NotNull String, @NotNull List<@NotNull String>> form,

        @JsonPropertyDescription(
                "Headers that the request will have, for an AWS signature; absent if there are none to cover")
        @Nullable
        Map<@NotNull @Pattern(regexp = TOKEN, message = NO_TOKEN) String, @NotNull String> headers,

        @JsonPropertyDescription(
                "SHA-256 of the body in lower-case hexadecimal digits, or UNSIGNED-PAYLOAD at S3, for an AWS signature; absent"
                        + " if there is no body")
        @Pattern(
                regexp = "[0-9a-f]{64}|UNSIGNED-PAYLOAD",
                message = "is not a SHA-256 hash. Send 64 hexadecimal digits in lower case, or UNSIGNED-PAYLOAD.")
        @Nullable
        String bodySha256,

        @JsonPropertyDescription("Region of an AWS signature, such as eu-west-1; absent: that of the catalog")
        @Pattern(regexp = NAME, message = NO_NAME)
        @Nullable
        String region,

        @JsonPropertyDescription("Service of an AWS signature, such as s3; absent: that of the catalog")
        @Pattern(regexp = NAME, message = NO_NAME)
        @Nullable
        String service) {
    private static final String NAME = "[a-z0-9-]{1,64}";
    private static final String NO_NAME = "is not a name of AWS. Send lower-case letters, digits and hyphens.";
    private static final String TOKEN = "[A-Za-z0-9-]{1,64}";
    private static final String NO_TOKEN = "is not the name of a header. Send letters, digits and hyphens.";
    private static final int MAX_URL = 8192;
    private static final String OF_THE_PROTOCOL = "oauth_";

    /** Fails with {@link Invalid} if the request names a part that signatures of {@code provider} do not cover. */
    void requireOnly(Set<Part> covered, String provider) {
        for (var part : Part.values()) {
            if (isPresent(part) && !covered.contains(part)) {
                throw new Invalid(
                        part.field(),
                        "Signatures of requests to " + provider + " do not cover " + part.field() + ".",
                        "Omit it. They cover " + names(covered) + ".");
            }
        }
    }

    private boolean isPresent(Part part) {
        return switch (part) {
            case FORM -> form != null;
            case HEADERS -> headers != null;
            case BODY_HASH -> bodySha256 != null;
            case REGION -> region != null;
            case SERVICE -> service != null;
        };
    }

    private static String names(Set<Part> parts) {
        return Stream.concat(Stream.of("method", "url"), parts.stream().sorted().map(Part::field))
                .collect(Collectors.joining(", "));
    }

    /** What to sign. Fails with {@link Invalid} if the URL is not one of {@code hosts}. */
    UnsignedRequest on(ApiHosts hosts) {
        var target = target();
        if (!hosts.contain(target)) {
            throw new Invalid(
                            "host-not-signed",
                            "Host not signed",
                            "url",
                            "Latchkey signs requests to the hosts of the provider's API only.",
                            "Send a URL that begins with one of: " + String.join(", ", hosts.origins()) + ".")
                    .with("hosts", hosts.origins());
        }
        var parameters = parameters();
        requireNone("url", queryOf(target).stream());
        requireNone("form", parameters.stream());
        return new UnsignedRequest(
                method,
                target,
                headers == null ? Map.of() : headers,
                parameters,
                bodySha256 == null ? UnsignedRequest.SHA256_OF_NOTHING : bodySha256,
                region,
                service);
    }

    private URI target() {
        try {
            var target = new URI(url);
            if (target.getHost() != null && target.getRawUserInfo() == null && target.getRawFragment() == null) {
                return target;
            }
        } catch (URISyntaxException malformed) {
            // answered below
        }
        throw new Invalid(
                "url",
                "The value is not an absolute URL without user info and fragment.",
                "Send the URL as the request will have it, percent-encoded.");
    }

    private static List<Parameter> queryOf(URI target) {
        try {
            return target.getRawQuery() == null ? List.of() : FormEncoding.parsed(target.getRawQuery());
        } catch (IllegalArgumentException malformed) {
            throw new Invalid(
                    "url", "The query is not percent-encoded.", "Encode it as application/x-www-form-urlencoded.");
        }
    }

    private List<Parameter> parameters() {
        return form == null
                ? List.of()
                : form.entrySet().stream()
                        .flatMap(entry -> entry.getValue().stream().map(value -> new Parameter(entry.getKey(), value)))
                        .toList();
    }

    private static void requireNone(String field, Stream<Parameter> parameters) {
        if (parameters.anyMatch(parameter -> parameter.name().startsWith(OF_THE_PROTOCOL))) {
            throw new Invalid(
                    field,
                    "The request has a parameter that begins with oauth_, which the signature adds.",
                    "Remove these parameters.");
        }
    }

    @Override
    public String toString() {
        return "SignatureRequest[method=" + method + "]";
    }
}
