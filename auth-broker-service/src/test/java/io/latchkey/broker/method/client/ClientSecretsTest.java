package io.latchkey.broker.method.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.broker.secret.ClientRef;
import io.latchkey.broker.secret.ProviderClient;
import io.latchkey.broker.secret.Secret;
import io.latchkey.broker.upstream.failure.Failure;
import io.latchkey.broker.upstream.failure.ProviderException;
import io.latchkey.contracts.connection.Outcome;
import io.latchkey.contracts.connection.Reason;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClientSecretsTest {
    private static final Failure INVALID_CLIENT =
            new Failure(Outcome.OPERATOR_FAULT, null, "invalid_client", 401, null);

    private final ClientSecrets secrets = new ClientSecrets(Clock.systemUTC());
    private final List<String> sent = new ArrayList<>();

    @Test
    void theFirstSecretThatIsNotRefusedSucceeds() {
        assertThat(send(Set.of("old"), "new", "old")).isEmpty();

        assertThat(sent).containsExactly("new", "old");
    }

    @Test
    void laterRequestsBeginWithTheSecretThatWorked() {
        assertThat(send(Set.of("old"), "new", "old")).isEmpty();
        assertThat(send(Set.of("old"), "new", "old")).isEmpty();
        assertThat(send(Set.of("new"), "new", "old")).isEmpty();
        assertThat(send(Set.of("new"), "new", "old")).isEmpty();

        assertThat(sent).containsExactly("new", "old", "old", "old", "new", "new");
    }

    @Test
    void aSecretThatWorkedAndWasRemovedIsNotSent() {
        assertThat(send(Set.of("old"), "new", "old")).isEmpty();
        sent.clear();

        assertThat(send(Set.of("new", "newer"), "newer", "new")).isEmpty();
        assertThat(sent).containsExactly("newer");
    }

    @Test
    void onlyIfAllSecretsAreRefusedTheRequestFails() {
        assertThat(send(Set.of(), "a", "b", "c")).contains(INVALID_CLIENT);

        assertThat(sent).containsExactly("a", "b", "c");
    }

    static Stream<Failure> otherOutcomes() {
        return Stream.of(
                new Failure(Outcome.TRANSIENT, null, "timeout", null, null),
                new Failure(Outcome.TRANSIENT, null, "http_503", 503, null),
                new Failure(Outcome.THROTTLED, null, "http_429", 429, null),
                new Failure(Outcome.UNKNOWN, null, "no_access_token", 200, null),
                new Failure(Outcome.PERMANENT, Reason.REFUSED, "invalid_grant", 400, null),
                new Failure(Outcome.OPERATOR_FAULT, null, "http_401", 401, null),
                new Failure(Outcome.OPERATOR_FAULT, null, "unauthorized_client", 400, null),
                new Failure(Outcome.OPERATOR_FAULT, null, "origin_changed", null, null));
    }

    @ParameterizedTest
    @MethodSource("otherOutcomes")
    void anyOtherOutcomeEndsTheAttempt(Failure failure) {
        assertThat(send(failure, Set.of("old"), "new", "old")).contains(failure);

        assertThat(sent).containsExactly("new");
    }

    @Test
    void aCodeThatTheCatalogDeclaresCountsToo() {
        var declared = new Failure(Outcome.OPERATOR_FAULT, null, "bad_app_secret", 200, null);

        assertThat(send(declared, Set.of("old"), "new", "old")).isEmpty();
        assertThat(sent).containsExactly("new", "old");
    }

    @Test
    void aRefusalCanBeAResult() {
        var refusal = secrets.send(
                        "acme",
                        client("new", "old"),
                        one -> Uni.createFrom()
                                .item(sent.add(one.clientSecret().reveal())
                                        && one.clientSecret().reveal().equals("old")),
                        worked -> worked ? null : INVALID_CLIENT)
                .await()
                .indefinitely();

        assertThat(refusal).isTrue();
        assertThat(sent).containsExactly("new", "old");
    }

    private Optional<Failure> send(Set<String> accepted, String... secrets) {
        return send(INVALID_CLIENT, accepted, secrets);
    }

    /** The failure of a request whose secret the provider refuses with {@code refusal} unless it accepts it. */
    private Optional<Failure> send(Failure refusal, Set<String> accepted, String... secrets) {
        return this.secrets
                .send("acme", client(secrets), one -> answer(refusal, accepted, one), token -> null)
                .map(token -> Optional.<Failure>empty())
                .onFailure(ProviderException.class)
                .recoverWithItem(failure -> Optional.of(((ProviderException) failure).failure()))
                .await()
                .indefinitely();
    }

    private Uni<String> answer(Failure refusal, Set<String> accepted, ProviderClient client) {
        var secret = client.clientSecret().reveal();
        sent.add(secret);
        return accepted.contains(secret)
                ? Uni.createFrom().item("token")
                : Uni.createFrom().failure(new ProviderException(refusal));
    }

    private static ProviderClient client(String... secrets) {
        return new ProviderClient(
                ClientRef.ofInstallation("our client"),
                Stream.of(secrets).map(Secret::of).toList(),
                null);
    }
}
