package io.latchkey.catalog.reported;

import io.latchkey.catalog.parameter.Templates;
import io.latchkey.catalog.rule.Require;
import org.jspecify.annotations.Nullable;

/**
 * Where the provider reports when a credential, or its grant, expires.
 *
 * @param url of another request, a GET with the credential; null: the value is in the response to the probe
 * @param pointer JSON pointer to the value in the body; null: it is in a header
 * @param header the header with the value; null: it is in the body
 * @param format how the provider writes it: time (the default) or seconds_left
 */
public record ReportedExpiry(
        @Nullable String url,
        @Nullable String pointer,
        @Nullable String header,
        Format format) implements ReportedValue {
    /** How a provider writes an expiry. */
    public enum Format {
        /** A date or time in ISO 8601, an HTTP date, or seconds, milliseconds or microseconds since 1970. */
        TIME,
        /** The number of seconds from now. */
        SECONDS_LEFT
    }

    public ReportedExpiry {
        url = url == null ? null : Require.url("url", url);
        ReportedValue.requirePlace(pointer, header);
        format = format == null ? Format.TIME : format;
    }

    public ReportedExpiry with(Templates templates) {
        return new ReportedExpiry(templates.orNull(url, templates::url), pointer, header, format);
    }
}
