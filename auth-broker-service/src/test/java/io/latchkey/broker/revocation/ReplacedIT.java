package io.latchkey.broker.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.broker.FactLog;
import io.latchkey.broker.FakeProviderResource;
import io.latchkey.broker.Seeds;
import io.latchkey.broker.revocation.pending.PendingRevocations;
import io.latchkey.broker.secret.ConnectionPath;
import io.latchkey.contracts.connection.Revocation.RevokedAtProvider;
import io.latchkey.contracts.credential.CredentialFact.CredentialForgotten;
import io.latchkey.local.server.Database;
import io.latchkey.testkit.canary.LeakCanary;
import io.latchkey.testkit.provider.Endpoint;
import io.latchkey.testkit.provider.FakeProvider;
import io.latchkey.testkit.servers.WithRealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@WithRealServers(database = "latchkey_broker")
@WithTestResource(FakeProviderResource.class)
@ExtendWith(LeakCanary.class)
class ReplacedIT {
    private static final Duration SOON = Duration.ofSeconds(40);

    @Inject
    Seeds seeds;

    @Inject
    PendingRevocations pending;

    @Inject
    Ids ids;

    @Inject
    Clock clock;

    FakeProvider fake;
    Database database;

    @BeforeEach
    void anAccountOfItsOwn() {
        fake.reset();
        fake.behaviour().signIn("account-" + ids.next());
    }

    @Test
    void aReplacedCredentialIsRevokedWhereThatHarmsNothing() {
        var connection = seeds.connection(fake, FakeProviderResource.REVOKES_TOKEN, "acme", null);
        var old = seeds.tokens(connection).refreshToken().reveal();

        replace(connection, FakeProviderResource.REVOKES_TOKEN);

        assertThat(forgotten(connection).revocation().revokedAtProvider()).isEqualTo(RevokedAtProvider.TRUE);
        assertThat(fake.received(Endpoint.REVOKE))
                .anySatisfy(request -> assertThat(request.form()).containsEntry("token", old));
        assertThat(pending(connection)).isZero();
    }

    @Test
    void oneWhoseRevocationWouldEndTheNewOneIsLeft() {
        var connection = seeds.connection(fake);

        replace(connection, FakeProviderResource.REVOKES_GRANT);

        assertThat(forgotten(connection).revocation().revokedAtProvider()).isEqualTo(RevokedAtProvider.LEFT);
        assertThat(fake.received(Endpoint.REVOKE)).isEmpty();
        assertThat(pending(connection)).isZero();
    }

    @Test
    void oneThatWasNotReplacedAfterAllIsDropped() {
        var connection = seeds.connection(fake);

        keepReplaced(connection);

        await().atMost(SOON).until(() -> pending(connection) == 0);
        assertThat(FactLog.of(connection, CredentialForgotten.class)).isEmpty();
        assertThat(fake.received(Endpoint.REVOKE)).isEmpty();
        assertThat(seeds.stored(connection)).isPresent();
    }

    private void replace(UUID connection, String provider) {
        keepReplaced(connection);
        var next = seeds.document(fake, provider).completedAs(2, ids.next(), clock.instant());
        seeds.storeOnly(connection, next, 1);
    }

    private void keepReplaced(UUID connection) {
        var document = seeds.stored(connection).orElseThrow().document();
        Seeds.carryOut(() -> pending.addReplaced(new ConnectionPath("acme", connection), document));
    }

    private CredentialForgotten forgotten(UUID connection) {
        await().atMost(SOON)
                .until(() -> !FactLog.of(connection, CredentialForgotten.class).isEmpty());
        var fact = FactLog.of(connection, CredentialForgotten.class).get(0);
        assertThat(fact.cause()).isEqualTo("replaced");
        return fact;
    }

    private int pending(UUID connection) {
        try (var sql = database.connect();
                var query = sql.prepareStatement("select count(*) from pending_revocation where connection_id = ?")) {
            query.setObject(1, connection);
            try (var rows = query.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
