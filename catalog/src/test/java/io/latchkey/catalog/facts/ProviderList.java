package io.latchkey.catalog.facts;

import io.latchkey.catalog.AuthSpec;
import io.latchkey.catalog.Catalog;
import io.latchkey.catalog.OAuth1;
import io.latchkey.catalog.OAuth2Consent;
import io.latchkey.catalog.Permission;
import io.latchkey.catalog.Provider;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The page that lists the providers of the built-in entries. */
final class ProviderList {
    private static final String DEMONSTRATIONS = "demo";
    private static final String NONE = "–";

    private ProviderList() {}

    static String of(Catalog catalog) {
        var providers = catalog.all().stream()
                .filter(provider -> !provider.category().equals(DEMONSTRATIONS))
                .sorted(Comparator.comparing(provider -> provider.name().toLowerCase(Locale.ROOT)))
                .toList();
        return """
                # Providers

                This page is generated from the [built-in entries](../catalog/src/main/catalog): %d providers. %d can test a
                credential, %d name the account of a connection, and %d revoke what a connection was granted. The rest expires, or the
                user deletes it at the provider. [How to add a provider](providers.md) describes how to add another one, and how an entry of
                your own replaces one of these.

                | column | meaning |
                |---|---|
                | methods | the [types](catalog.md) of the ways to connect; the first is the default |
                | test | how Latchkey tests a credential: with a request to the API (`probe`), by requesting a token (`token`), or not at all |
                | revocation | what the deletion of a connection ends at the provider |
                | permissions | what a connection may be allowed to do. *All* means that the provider cannot limit it |
                | unconfirmed | values that were not found in the provider's documentation, see [`unconfirmed`](catalog.md#the-provider) |

                | provider | id | category | methods | test | revocation | permissions | unconfirmed |
                |---|---|---|---|---|---|---|---|
                """.formatted(
                                providers.size(),
                                count(providers, AuthSpec::verifiable),
                                count(providers, method -> method.identifies().isPresent() || method.namesAccount()),
                                count(providers, method -> revocation(method).isPresent()))
                + providers.stream().map(ProviderList::row).collect(Collectors.joining());
    }

    private static long count(List<Provider> providers, Predicate<AuthSpec> condition) {
        return providers.stream()
                .filter(provider -> provider.methods().stream().anyMatch(condition))
                .count();
    }

    private static String row(Provider provider) {
        var name = provider.documentation() == null
                ? provider.name()
                : "[" + provider.name() + "](" + provider.documentation() + ")";
        return String.join(
                        " | ",
                        "| " + name,
                        "`" + provider.id() + "`",
                        provider.category(),
                        distinct(provider, AuthSpec::type),
                        distinct(provider, ProviderList::test),
                        distinct(provider, method -> revocation(method).orElse(NONE)),
                        permissions(provider),
                        unconfirmed(provider))
                + " |\n";
    }

    private static String distinct(Provider provider, Function<AuthSpec, String> fact) {
        return provider.methods().stream().map(fact).distinct().collect(Collectors.joining(", "));
    }

    private static String test(AuthSpec method) {
        if (method.verifies().isPresent()) {
            return "probe";
        }
        return method.verifiable() ? "token" : NONE;
    }

    private static Optional<String> revocation(AuthSpec method) {
        if (method instanceof OAuth2Consent consent) {
            return Optional.ofNullable(consent.revoke()).map(rules -> lower(rules.revokes()));
        }
        return method instanceof OAuth1 oauth1
                ? Optional.ofNullable(oauth1.revoke()).map(rules -> lower(rules.revokes()))
                : Optional.empty();
    }

    private static String permissions(Provider provider) {
        var all = provider.permissions().stream().map(Permission::name).collect(Collectors.joining("; "));
        return provider.grantsOnlyFullAccess() ? "*All:* " + all : all;
    }

    private static String unconfirmed(Provider provider) {
        return provider.unconfirmed().keySet().stream()
                .map(field -> field.substring(field.lastIndexOf('.', field.lastIndexOf('.') - 1) + 1))
                .map(field -> "`" + field + "`")
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static String lower(Object constant) {
        return String.valueOf(constant).toLowerCase(Locale.ROOT);
    }
}
