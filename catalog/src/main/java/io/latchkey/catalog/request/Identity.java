package io.latchkey.catalog.request;

import io.latchkey.catalog.parameter.Templates;
import io.latchkey.catalog.rule.InvalidFieldException;
import io.latchkey.catalog.rule.Require;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The request that identifies the account of a credential.
 *
 * @param method GET unless the entry names another
 * @param id JSON pointer to the account's stable id; null: the label is only shown, and tells no accounts apart
 * @param tenant JSON pointer to the provider's tenant, where an id is unique only within one; null: ids are unique
 * @param tenantValue the tenant itself, a template with parameters, where the response does not name it; null: none
 * @param label JSON pointer to a label that users recognise
 */
public record Identity(
        Method method,
        String url,
        Map<String, String> headers,
        @Nullable String body,
        @Nullable String id,
        @Nullable String tenant,
        @Nullable String tenantValue,
        String label)
        implements ApiRequest, AccountPointers {
    public Identity {
        method = method == null ? Method.GET : method;
        url = Require.url("url", url);
        headers = Require.headers("headers", headers);
        id = Require.optionalPointer("id", id);
        tenant = Require.optionalPointer("tenant", tenant);
        if (tenant != null && tenantValue != null) {
            throw new InvalidFieldException("tenant-value", "cannot be combined with tenant");
        }
        if (tenant != null || tenantValue != null) {
            var unused = Require.present("id", id);
        }
        label = Require.pointer("label", label);
    }

    public Identity with(Templates templates) {
        return new Identity(
                method,
                templates.url(url),
                templates.texts(headers),
                templates.orNull(body, templates::body),
                id,
                tenant,
                templates.orNull(tenantValue, templates::text),
                label);
    }

    /** A GET. */
    public static Identity get(String url, @Nullable String id, String label) {
        return new Identity(Method.GET, url, Map.of(), null, id, null, null, label);
    }
}
