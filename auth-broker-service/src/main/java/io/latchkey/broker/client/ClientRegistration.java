package io.latchkey.broker.client;

import io.latchkey.work.failure.Invalid;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code PUT /v1/providers/{id}/client}: the client id and secret that the provider issued when Latchkey was
 * registered there.
 *
 * @param clientSecret write-only: no response contains it
 */
record ClientRegistration(String clientId, String clientSecret) {
    private static final int MAX_LENGTH = 4096;
    private static final String AS_SHOWN = "Send the value as the provider shows it.";

    /**
     * One masking character: an asterisk, or any symbol that providers do not use in secrets. Also matches encoded
     * forms.
     */
    private static final String MASK =
            "(?:[*[\\p{S}\\p{P}&&[^\\x00-\\x7F]]]|&(?:bull|middot|ast|#8226|#x2022);|%2A|%E2%80%A2)";

    /** Only masking characters, a run of them between other characters, or one repeated letter as a mask. */
    private static final Pattern MASKED = Pattern.compile(
            "^(?:" + MASK + "\\s*)+$|" + MASK + "{3}|^([xX.#_-])\\1{2,}$|^x{4,}|x{4,}$", Pattern.CASE_INSENSITIVE);

    /** A value shortened to its ends. Three full stops may also be part of a long secret. */
    private static final Pattern SHORTENED = Pattern.compile("\u2026|&hellip;|^.{0,12}\\.{3}.{0,12}$");

    /** A word in place of a value. */
    private static final Pattern WORD = Pattern.compile(
            "^\\W*(?:(?:(?:client|secret|value|key|token|password)[ _-]?)*(?:redacted|masked|hidden|sensitive)"
                    + "(?:[ _-]?(?:secret|value|data))?|undefined|null|none|nil)\\W*$",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern SURROUNDED =
            Pattern.compile("^[\\s\\p{Z}\\p{Cf}]|[\\s\\p{Z}\\p{Cf}]$", Pattern.UNICODE_CHARACTER_CLASS);

    /** Returns the body if both parts are present and plausible. Throws {@link Invalid} otherwise. */
    static ClientRegistration accepted(@Nullable ClientRegistration body) {
        if (body == null) {
            throw new Invalid("body", "The body is missing.", "Send clientId and clientSecret.");
        }
        requirePlausible("clientId", body.clientId);
        requirePlausible("clientSecret", body.clientSecret);
        return body;
    }

    private static void requirePlausible(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new Invalid(field, "The value is missing or empty.", AS_SHOWN);
        }
        if (value.length() > MAX_LENGTH || value.chars().anyMatch(Character::isISOControl)) {
            throw new Invalid(
                    field,
                    "The value is longer than " + MAX_LENGTH + " characters, or contains control characters.",
                    AS_SHOWN);
        }
        if (SURROUNDED.matcher(value).find()) {
            throw new Invalid(
                    field,
                    "The value begins or ends with white space or an invisible character.",
                    "Remove these characters.");
        }
        if (Stream.of(MASKED, SHORTENED, WORD)
                .anyMatch(masked -> masked.matcher(value).find())) {
            throw new Invalid(
                    field,
                    "The value is masked, as a form shows it.",
                    "Send the real value, or do not change the client.");
        }
    }

    @Override
    public String toString() {
        return "ClientRegistration[clientId=" + clientId + "]";
    }
}
