package io.latchkey.broker.method.oauth2;

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
import io.latchkey.catalog.OAuth2Consent;
import io.latchkey.catalog.Origin;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * OAuth clients that users enter.
 *
 * @param origin where their secrets may be sent
 */
record EnteredClients(OAuth2Consent spec, Origin origin, String redirectUri, Start start) implements OwnClients {
    private static final String ID = "client_id";
    private static final String SECRET = "client_secret";
    private static final int MAX_LENGTH = 4096;

    /** Begins an authorization with a client. */
    interface Start {
        Uni<Begun> with(ProviderClient client, List<String> permissions, Secret state);
    }

    @Override
    public Form form() {
        return new Form(fields().map(id -> id.equals(ID)
                        ? new Field(ID, "Client ID", null, true, false, false)
                        : new Field(SECRET, "Client secret", null, false, false, false))
                .toList());
    }

    private Stream<String> fields() {
        return spec.hasClientSecret() ? Stream.of(ID, SECRET) : Stream.of(ID);
    }

    @Override
    public Optional<Refusal> refusal(BrowserResponse response) {
        return fields().filter(field ->
                        response.text(field).filter(EnteredClients::isWhole).isEmpty())
                .map(Refusal::malformed)
                .findFirst();
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
        return start.with(new ProviderClient(new ClientRef(Registrant.OWN, id), secrets, origin), permissions, state);
    }
}
