package io.latchkey.catalog.reported;

import io.latchkey.catalog.parameter.Templates;
import io.latchkey.catalog.rule.InvalidFieldException;
import io.latchkey.catalog.rule.Require;
import org.jspecify.annotations.Nullable;

/**
 * Where the provider reports the scopes of a credential: a text with spaces or commas between them, or a list.
 *
 * @param url of another request, a GET with the credential; null: the value is in the response to the probe
 * @param pointer JSON pointer to the value in the body; null: it is in a header
 * @param header the header with the value; null: it is in the body
 * @param item JSON pointer to the scope in each element of a list of objects; null: the elements are the scopes
 */
public record ReportedScopes(
        @Nullable String url,
        @Nullable String pointer,
        @Nullable String header,
        @Nullable String item) implements ReportedValue {
    public ReportedScopes {
        url = url == null ? null : Require.url("url", url);
        ReportedValue.requirePlace(pointer, header);
        item = Require.optionalPointer("item", item);
        if (item != null && pointer == null) {
            throw new InvalidFieldException("item", "needs pointer, which names the list");
        }
    }

    public ReportedScopes with(Templates templates) {
        return new ReportedScopes(templates.orNull(url, templates::url), pointer, header, item);
    }
}
