package io.latchkey.broker.upstream.response;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.latchkey.catalog.request.AccountPointers;
import io.latchkey.contracts.connection.Account;
import java.net.URLEncoder;
import java.util.Optional;

/** Reads the account that a response names. */
public final class ReportedAccount {
    private ReportedAccount() {}

    /**
     * Empty if the response lacks the id, or the tenant in which it is unique. With a tenant, the account's id is both,
     * separated by a slash that neither can contain. Where only a label is declared, the account has no id.
     */
    public static Optional<Account> in(ProviderResponse response, AccountPointers pointers) {
        var pointer = pointers.id();
        if (pointer == null) {
            return Optional.ofNullable(pointers.label()).flatMap(response::name).map(label -> new Account(null, label));
        }
        return response.name(pointer).flatMap(id -> qualified(id, response, pointers)
                .map(unique -> new Account(unique, label(response, pointers, id))));
    }

    private static Optional<String> qualified(String id, ProviderResponse response, AccountPointers pointers) {
        var value = pointers.tenantValue();
        if (value != null) {
            return Optional.of(qualified(id, value));
        }
        var tenant = pointers.tenant();
        return tenant == null ? Optional.of(id) : response.name(tenant).map(name -> qualified(id, name));
    }

    private static String label(ProviderResponse response, AccountPointers pointers, String id) {
        return Optional.ofNullable(pointers.label()).flatMap(response::name).orElse(id);
    }

    private static String qualified(String id, String tenant) {
        return encoded(tenant) + "/" + encoded(id);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
