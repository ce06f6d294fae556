package io.latchkey.broker.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.broker.FakeProviderResource;
import io.latchkey.broker.ManyRows;
import io.latchkey.broker.Seeds;
import io.latchkey.broker.secret.hash.TokenHashes;
import io.latchkey.local.server.Database;
import io.latchkey.testkit.canary.LeakCanary;
import io.latchkey.testkit.provider.FakeProvider;
import io.latchkey.testkit.servers.WithRealServers;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whether a grant lives elsewhere is looked up, not searched for, however many connections there are. */
@QuarkusTest
@WithRealServers(database = "latchkey_broker")
@WithTestResource(FakeProviderResource.class)
@ExtendWith(LeakCanary.class)
class LiveGrantsPlanIT {
    @Inject
    ManyRows many;

    @Inject
    LiveGrants liveGrants;

    @Inject
    Seeds seeds;

    FakeProvider fake;
    Database database;

    @BeforeEach
    void fill() throws SQLException {
        many.fill(database);
    }

    @AfterEach
    void empty() throws SQLException {
        many.empty(database);
    }

    @Test
    void theUseOfAGrantIsFoundByIndexesAlone() throws SQLException {
        var document = seeds.document(fake, FakeProviderResource.REVOKES_GRANT);

        assertThat(many.plans(
                        database,
                        () -> Panache.withSession(() -> liveGrants.useOf(document, new TokenHashes("none", null)))))
                .singleElement()
                .asString()
                .contains(
                        "credential_of_access_token",
                        "credential_of_refresh_token",
                        "credential_of_former_token",
                        "credential_of_grant",
                        "authorization_of_access_token",
                        "authorization_of_refresh_token",
                        "authorization_with_credential")
                .doesNotContain("Seq Scan on");
    }
}
