package io.latchkey.broker.upstream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.latchkey.broker.upstream.response.ProviderResponse;
import io.latchkey.testkit.random.Chance;
import io.vertx.core.MultiMap;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Responses that a provider, a gateway before it, or an attacker might send. */
public final class RandomAnswers {
    private static final String[] NAMES = {
        "access_token",
        "refresh_token",
        "expires_in",
        "expires_at",
        "refresh_expires_in",
        "refresh_expires_at",
        "scope",
        "token_type",
        "id_token",
        "error",
        "error_description",
        "errors",
        "code",
        "status",
        "ok",
        "success",
        "sub",
        "id",
        "email",
        "authed_user",
        "data"
    };

    private final Chance chance;
    private byte[] body = {};

    public RandomAnswers(Chance chance) {
        this.chance = chance;
    }

    /** The body of the last response, for the message of a failure. */
    public String body() {
        return new String(body, ISO_8859_1);
    }

    /** Any response: a readable one, a damaged one, or noise. */
    public ProviderResponse any() {
        body = chance.any(
                () -> json(0).getBytes(UTF_8),
                () -> form().getBytes(UTF_8),
                () -> chance.damaged(encoded(tokens(chance.word()))),
                () -> chance.text().getBytes(chance.oneOf(UTF_8, UTF_16LE, ISO_8859_1)),
                () -> nested().getBytes(UTF_8),
                () -> new byte[0]);
        return response(status(), chance.oneIn(4));
    }

    /** A complete response with {@code refreshToken} at the place of the standard, among other members. */
    public ProviderResponse with(String refreshToken) {
        body = encoded(tokens(refreshToken));
        return response(200, false);
    }

    /** What a provider can put into a header. */
    public String header() {
        return chance.any(
                chance::text,
                chance::numeral,
                () -> "Bearer " + chance.joined(5, ", ", () -> chance.word() + "=\"" + chance.text() + '"'),
                () -> "Bearer error=\"" + "\\\\".repeat(chance.below(3000)) + (chance.oneIn(2) ? "\"" : ""),
                () -> chance.oneOf(
                        "Wed, 21 Oct 2026 07:28:00 GMT",
                        "Wed, 99 Oct 2026 07:28:00 GMT",
                        "Sun, 06 Nov 999999999 08:49:37 GMT",
                        "9".repeat(30)));
    }

    private ProviderResponse response(int status, boolean cut) {
        var headers = MultiMap.caseInsensitiveMultiMap();
        if (!chance.oneIn(6)) {
            headers.add(
                    "Content-Type",
                    chance.oneOf(
                            "application/json",
                            "application/json; charset=utf-8",
                            "application/json;charset=\"UTF-8\"",
                            "application/x-www-form-urlencoded",
                            "text/plain",
                            "text/html; charset=iso-8859-1",
                            "application/json; charset=" + charset()));
        }
        for (var name : List.of("Retry-After", "WWW-Authenticate", "x-ratelimit-remaining")) {
            if (chance.oneIn(4)) {
                headers.add(name, header());
            }
        }
        return new ProviderResponse(status, headers, body, cut);
    }

    /** Seldom an unknown one, for which the JVM searches all its archives. */
    private String charset() {
        return chance.oneIn(10) ? chance.word() : "windows-1252";
    }

    private int status() {
        return chance.oneOf(200, 200, 200, 201, 204, 302, 400, 401, 403, 404, 429, 500, 503, 100 + chance.below(900));
    }

    private String tokens(String refreshToken) {
        var members = new ArrayList<String>();
        members.add("\"refresh_token\":" + quoted(refreshToken));
        for (int more = chance.below(6); more > 0; more--) {
            members.add(quoted(otherName()) + ":" + json(1));
        }
        if (chance.oneIn(5)) {
            members.add("\"refresh_token\":" + chance.oneOf("null", "\"\"", "\" \"", "{}"));
            Collections.swap(members, 0, members.size() - 1);
        } else {
            Collections.shuffle(members, new Random(chance.number()));
        }
        return "{" + String.join(chance.oneOf(",", " , ", ",\n"), members) + chance.oneOf("", "", ",") + "}";
    }

    /** Another spelling of the name would be another place for the same token. */
    private String otherName() {
        var name = chance.oneIn(2) ? chance.oneOf(NAMES) : chance.text();
        return name.equals("refresh_token") ? "scope" : name;
    }

    private byte[] encoded(String json) {
        var wrapped = chance.any(
                () -> json,
                () -> " \r\n" + json,
                () -> "\uFEFF" + json,
                () -> "[" + json + "]",
                () -> quoted(json),
                () -> json + chance.oneOf("\n", "\u0000", "}", "<!-- node 7 -->"),
                () -> chance.oneOf("while(1);", ")]}',\n", "callback(") + json);
        Charset charset = wrapped.startsWith("\uFEFF") ? chance.oneOf(UTF_8, UTF_16BE, UTF_16LE) : UTF_8;
        return wrapped.getBytes(charset);
    }

    private String json(int depth) {
        return depth > 4
                ? "null"
                : chance.any(
                        () -> quoted(chance.text()),
                        () -> quoted(chance.word()),
                        chance::numeral,
                        () -> chance.oneOf("true", "false", "null"),
                        () -> "[" + chance.joined(3, ",", () -> json(depth + 1)) + "]",
                        () -> "{" + chance.joined(4, ",", () -> quoted(otherName()) + ":" + json(depth + 1)) + "}");
    }

    private String name() {
        return chance.oneIn(3) ? chance.text() : chance.oneOf(NAMES);
    }

    private String form() {
        return chance.joined(
                6,
                "&",
                () -> name() + "=" + (chance.oneIn(3) ? chance.text() : URLEncoder.encode(chance.text(), UTF_8)));
    }

    private String nested() {
        var depth = chance.below(5000);
        return chance.oneOf("[", "{\"a\":", "[{\"token\":").repeat(depth) + chance.oneOf("", "1", "]".repeat(depth));
    }

    private static String quoted(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }
}
