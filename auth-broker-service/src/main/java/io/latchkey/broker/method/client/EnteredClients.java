package io.latchkey.broker.method.client;

import io.latchkey.broker.method.Begun;
import io.latchkey.broker.method.BrowserResponse;
import io.latchkey.broker.method.NextStep.Form;
import io.latchkey.broker.method.NextStep.Form.Field;
import io.latchkey.broker.method.OwnClients;
import io.latchkey.broker.method.Refusal;
import io.latchkey.broker.secret.ClientRef;
import io.latchkey.broker.secret.ProviderClient;
import io.latchkey.broker.secret.Registrant;
import io.latchkey.broker.secret.Secret;
import io.latchkey.catalog.AuthSpec;
import io.latchkey.catalog.Provider;
import io.latchkey.catalog.form.ClientValue;
import io.smallrye.mutiny.Uni;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Clients that users enter, with the further values that requests to the API carry.
 *
 * @param redirectUri to register at the provider; null if the method has none
 */
public record EnteredClients(
        Provider provider, AuthSpec spec, @Nullable String redirectUri, Start start) implements OwnClients {
    private static final String ID = "client_id";
    private static final String SECRET = "client_secret";
    private static final String ALIAS = "redirect_alias";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._~:/-]+");
    private static final int MAX_LENGTH = 4096;

    private static final Map<String, Field> FIELDS = Map.of(
            ID, new Field(ID, "Client ID", null, true, false, false),
            SECRET, new Field(SECRET, "Client secret", null, false, false, false),
            ALIAS,
                    new Field(
                            ALIAS,
                            "Name of the redirect URI",
                            "The provider gives the redirect URI a name when you register it.",
                            true,
                            false,
                            false));

    /** Begins an authorization with a client. */
    public interface Start {
        Uni<Begun> with(ProviderClient client, List<String> permissions, Secret state);
    }

    @Override
    public Form form() {
        var further = provider.clientValues().stream()
                .map(value -> new Field(value.id(), value.label(), value.help(), value.visible(), false, false));
        return new Form(Stream.concat(fields().map(FIELDS::get), further).toList());
    }

    private Stream<String> fields() {
        return Stream.of(ID, SECRET, ALIAS)
                .filter(field -> spec.hasClientSecret() || !field.equals(SECRET))
                .filter(field -> spec.hasRedirectAlias() || !field.equals(ALIAS));
    }

    @Override
    public Optional<Refusal> refusal(BrowserResponse response) {
        var ofClient = fields().filter(field -> response.text(field)
                .filter(EnteredClients::isWhole)
                .filter(value -> !field.equals(ALIAS) || NAME.matcher(value).matches())
                .isEmpty());
        var further = provider.clientValues().stream()
                .filter(value ->
                        response.text(value.id()).filter(value::accepts).isEmpty())
                .map(ClientValue::id);
        return Stream.concat(ofClient, further).map(Refusal::malformed).findFirst();
    }

    /** Some providers issue secrets with characters that RFC 6749 does not allow. */
    private static boolean isWhole(String value) {
        return value.length() <= MAX_LENGTH
                && value.equals(value.strip())
                && value.chars().noneMatch(Character::isISOControl);
    }

    @Override
    public Uni<Begun> begin(BrowserResponse response, List<String> permissions, Secret state) {
        var id = response.text(ID).orElseThrow();
        var secrets = spec.hasClientSecret() ? response.value(SECRET).stream().toList() : List.<Secret>of();
        var alias = spec.hasRedirectAlias() ? response.text(ALIAS).orElseThrow() : null;
        var client = new ProviderClient(
                new ClientRef(Registrant.OWN, id), secrets, provider.origin(spec.id()), null, alias, values(response));
        return start.with(client, permissions, state);
    }

    private Map<String, Secret> values(BrowserResponse response) {
        var values = new HashMap<String, Secret>();
        provider.clientValueIds()
                .forEach(id -> values.put(id, response.value(id).orElseThrow()));
        return values;
    }
}
