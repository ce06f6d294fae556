package io.latchkey.broker.client;

import io.latchkey.edge.problem.Problem;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code PUT /v1/providers/{id}/client}: what the provider gave when Latchkey was registered there.
 *
 * @param clientSecret write-only: no answer ever shows it
 */
record ClientRegistration(String clientId, String clientSecret) {
    private static final int MAX_LENGTH = 4096;
    private static final String AS_SHOWN = "Send it as the provider shows it.";

    private static final String DOTS = "*\u2022\u25CF\u2219\u00B7\u2B24\u25E6\u25AA\u25A0\u2588\u2217\uFF0A\u2026";

    /** Nothing but one masking character, a run of them between real ones, or a word that stands for a secret. */
    private static final Pattern MASKED = Pattern.compile(
            "^[" + DOTS + "]+$|[" + DOTS + "]{3}|^([xX.#_-])\\1{2,}$"
                    + "|^\\W?(redacted|masked|hidden|undefined|null)\\W?$",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern SURROUNDED =
            Pattern.compile("^[\\s\\p{Z}\\p{Cf}]|[\\s\\p{Z}\\p{Cf}]$", Pattern.UNICODE_CHARACTER_CLASS);

    /** The body, if both parts are there and plausible; a 400 problem otherwise. */
    static ClientRegistration accepted(@Nullable ClientRegistration body) {
        if (body == null) {
            throw Problem.invalid("body", "It is missing.", "Send clientId and clientSecret.");
        }
        requirePlausible("clientId", body.clientId);
        requirePlausible("clientSecret", body.clientSecret);
        return body;
    }

    private static void requirePlausible(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw Problem.invalid(field, "It is missing or empty.", AS_SHOWN);
        }
        if (value.length() > MAX_LENGTH || value.chars().anyMatch(Character::isISOControl)) {
            throw Problem.invalid(
                    field, "It is longer than " + MAX_LENGTH + " characters or has control characters.", AS_SHOWN);
        }
        if (SURROUNDED.matcher(value).find()) {
            throw Problem.invalid(
                    field,
                    "It begins or ends with white space or an invisible character.",
                    "Send it without what was pasted along with it.");
        }
        if (MASKED.matcher(value).find()) {
            throw Problem.invalid(
                    field,
                    "It is masked: it is what a form shows instead of the value.",
                    "Send the value itself, or leave the client as it is.");
        }
    }

    @Override
    public String toString() {
        return "ClientRegistration[clientId=" + clientId + "]";
    }
}
