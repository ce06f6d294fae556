package io.latchkey.broker;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.broker.catalog.CurrentCatalog;
import io.latchkey.broker.credential.CredentialReconciler;
import io.latchkey.broker.credential.Credentials;
import io.latchkey.broker.method.Methods;
import io.latchkey.broker.method.oauth2.client.OAuth2Provider;
import io.latchkey.broker.method.oauth2.token.Exchanged;
import io.latchkey.broker.method.oauth2.token.TokenEndpoint;
import io.latchkey.broker.method.oauth2.token.TokenResponse;
import io.latchkey.broker.refresh.ClientTroubles;
import io.latchkey.broker.secret.ApiKeyValues;
import io.latchkey.broker.secret.ClientRef;
import io.latchkey.broker.secret.ClientStore;
import io.latchkey.broker.secret.ConnectionPath;
import io.latchkey.broker.secret.CredentialDocument;
import io.latchkey.broker.secret.Grant;
import io.latchkey.broker.secret.OAuth2Tokens;
import io.latchkey.broker.secret.ProviderClient;
import io.latchkey.broker.secret.Registrant;
import io.latchkey.broker.secret.Secret;
import io.latchkey.broker.secret.SecretStore;
import io.latchkey.broker.secret.SecretStore.Stored;
import io.latchkey.catalog.OAuth2Consent;
import io.latchkey.catalog.Origin;
import io.latchkey.contracts.connection.Account;
import io.latchkey.testkit.provider.Endpoint;
import io.latchkey.testkit.provider.FakeProvider;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Puts connections where a completed consent would have left them, with a grant that the scripted provider knows. */
@ApplicationScoped
public class Seeds {
    private static final String REDIRECT_URI = "http://localhost/callback";
    private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");

    /** RFC 7636, appendix B. */
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private final Credentials credentials;
    private final SecretStore store;
    private final ClientStore clients;
    private final TokenEndpoint tokens;
    private final Methods methods;
    private final CurrentCatalog catalog;
    private final CredentialReconciler reconciler;
    private final ClientTroubles troubles;
    private final Pool pool;
    private final Clock clock;
    private final Ids ids;

    Seeds(
            Credentials credentials,
            SecretStore store,
            ClientStore clients,
            TokenEndpoint tokens,
            Methods methods,
            CurrentCatalog catalog,
            CredentialReconciler reconciler,
            ClientTroubles troubles,
            Pool pool,
            Clock clock,
            Ids ids) {
        this.credentials = credentials;
        this.store = store;
        this.clients = clients;
        this.tokens = tokens;
        this.methods = methods;
        this.catalog = catalog;
        this.reconciler = reconciler;
        this.troubles = troubles;
        this.pool = pool;
        this.clock = clock;
        this.ids = ids;
    }

    public UUID connection(FakeProvider fake) {
        return connection(fake, FakeProviderResource.REVOKES_GRANT, "acme", null);
    }

    /** A connection of {@code tenant}, authorized by the account that is signed in at {@code fake}. */
    public UUID connection(FakeProvider fake, String provider, String tenant, List<String> credentialClients) {
        return connection(document(fake, provider), tenant, credentialClients);
    }

    /** The same with the client of {@code tenant}. */
    public UUID connectionOfTenantsClient(FakeProvider fake, String provider, String tenant) {
        var of = document(fake, provider);
        var client = new ClientRef(Registrant.tenant(tenant), of.clientId());
        var document = new CredentialDocument(
                of.generation(),
                of.authorizationId(),
                of.writeId(),
                provider,
                of.method(),
                client,
                of.account(),
                of.modules(),
                of.authorizedAt(),
                of.grant(),
                null,
                of.origin(),
                of.parameters(),
                null);
        return connection(document, tenant, null);
    }

    private UUID connection(CredentialDocument document, String tenant, List<String> credentialClients) {
        var id = ids.next();
        var provider = document.provider();
        carryOut(() -> Panache.withTransaction(() -> credentials.expect(id, tenant, provider, credentialClients))
                .chain(row ->
                        store.write(row.path(), document, 0).chain(stored -> reconciler.withCompletion(row, stored))));
        return id;
    }

    /** A connection with a grant of {@code fake} whose {@code provider} has left the catalog since. */
    public UUID ofMissingProvider(FakeProvider fake, String provider) {
        return ofMissingProvider(document(fake, FakeProviderResource.REVOKES_GRANT), provider, "oauth2", null);
    }

    /** The same with an API key. */
    public UUID ofMissingProvider(FakeProvider fake, String provider, ApiKeyValues key) {
        return ofMissingProvider(document(fake, FakeProviderResource.REVOKES_GRANT), provider, "key", key);
    }

    private UUID ofMissingProvider(CredentialDocument granted, String provider, String method, ApiKeyValues key) {
        var id = ids.next();
        var grant = granted.grant();
        var document = new CredentialDocument(
                1,
                granted.authorizationId(),
                granted.writeId(),
                provider,
                method,
                key == null ? granted.client() : null,
                granted.account(),
                granted.modules(),
                granted.authorizedAt(),
                key == null ? grant : new Grant(key, List.of(), grant.permissions(), null, null),
                null,
                key == null ? granted.origin() : null,
                Map.of(),
                null);
        carryOut(() -> Panache.withTransaction(() -> credentials.expect(id, "acme", provider, null))
                .chain(row ->
                        store.write(row.path(), document, 0).chain(stored -> reconciler.withCompletion(row, stored))));
        return id;
    }

    /** A connection whose completion died between Vault and the database. */
    public UUID halfCompleted(FakeProvider fake) {
        var id = ids.next();
        var document = document(fake, FakeProviderResource.REVOKES_GRANT);
        carryOut(() -> Panache.withTransaction(
                        () -> credentials.expect(id, "acme", FakeProviderResource.REVOKES_GRANT, null))
                .chain(row -> store.write(row.path(), document, 0)));
        return id;
    }

    /** A connection that was begun and not authorized. */
    public UUID expected() {
        var id = ids.next();
        carryOut(() -> Panache.withTransaction(
                () -> credentials.expect(id, "acme", FakeProviderResource.REVOKES_GRANT, null)));
        return id;
    }

    /** Stores {@code document} as the connection's next version, and nothing else. */
    public void storeOnly(UUID connectionId, CredentialDocument document, long expectedVersion) {
        carryOut(() -> store.write(new ConnectionPath("acme", connectionId), document, expectedVersion));
    }

    /** What a consent at {@code fake} brings, as the first generation. */
    public CredentialDocument document(FakeProvider fake, String provider) {
        var reply = exchange(fake, provider, register(fake, provider));
        var account = run(() ->
                        methods.first(catalog.find(provider).orElseThrow()).identify(reply.tokens()))
                .account()
                .orElseThrow();
        return document(provider, account, reply);
    }

    /** Makes the client of {@code fake} known as {@code provider}'s. */
    public ProviderClient register(FakeProvider fake, String provider) {
        var client = new ProviderClient(
                ClientRef.ofInstallation(fake.behaviour().clientId()),
                List.of(Secret.of(fake.behaviour().clientSecret())),
                origin(provider));
        carryOut(() -> clients.write(provider, client)
                .chain(() -> troubles.clientReplaced(provider, Registrant.INSTALLATION)));
        return client;
    }

    private OAuth2Provider provider(String id) {
        var provider = catalog.find(id).orElseThrow();
        return new OAuth2Provider(provider, (OAuth2Consent) provider.methods().get(0));
    }

    private Origin origin(String provider) {
        return catalog.find(provider).orElseThrow().methods().get(0).origin();
    }

    public void forgetClients(String provider) {
        carryOut(() -> clients.destroy(Registrant.INSTALLATION, provider));
    }

    /**
     * No refresh is due by itself any more, and refreshes of other tests, at a later time, prove nothing of a client.
     */
    public void forgetDueRefreshes() {
        carryOut(() -> pool.query("update credential set refreshed_at = null, settle_at = null, keep_alive_at = null")
                .execute());
    }

    public Optional<Stored> stored(UUID connectionId) {
        return stored(connectionId, "acme");
    }

    public Optional<Stored> stored(UUID connectionId, String tenant) {
        return run(() -> store.read(new ConnectionPath(tenant, connectionId), 0));
    }

    /** The tokens of a connection of acme. */
    public OAuth2Tokens tokens(UUID connectionId) {
        return tokens(connectionId, "acme");
    }

    public OAuth2Tokens tokens(UUID connectionId, String tenant) {
        return OAuth2Tokens.of(
                stored(connectionId, tenant).orElseThrow().document().material());
    }

    private TokenResponse exchange(FakeProvider fake, String provider, ProviderClient client) {
        var code = new TokenEndpoint.Code(
                Secret.of(consent(fake)), URI.create(REDIRECT_URI), Secret.of(VERIFIER), "nonce");
        return run(() -> tokens.exchange(provider(provider), client, code).map(Exchanged::reply));
    }

    private static String consent(FakeProvider fake) {
        var url =
                fake.url(Endpoint.AUTHORIZE) + "?client_id=" + fake.behaviour().clientId()
                        + "&code_challenge_method=S256&code_challenge=" + CHALLENGE + "&redirect_uri=" + REDIRECT_URI
                        + "&scope=openid";
        try {
            var answer = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.discarding());
            var location = answer.headers().firstValue("Location").orElseThrow();
            var code = CODE.matcher(location);
            return code.find() ? code.group(1) : "";
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private CredentialDocument document(String provider, Account account, TokenResponse reply) {
        return new CredentialDocument(
                1,
                ids.next(),
                ids.next(),
                provider,
                "oauth2",
                ClientRef.ofInstallation("latchkey-client"),
                account,
                List.of("contact-sync"),
                clock.instant(),
                reply.granted(provider(provider), List.of("profile")),
                null,
                origin(provider),
                Map.of(),
                null);
    }

    public static void carryOut(Supplier<Uni<?>> work) {
        try {
            VertxContextSupport.subscribeAndAwait(() -> work.get().replaceWithVoid());
        } catch (Throwable e) {
            throw asUnchecked(e);
        }
    }

    public static <T> T run(Supplier<Uni<T>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(work);
        } catch (Throwable e) {
            throw asUnchecked(e);
        }
    }

    private static RuntimeException asUnchecked(Throwable failure) {
        return failure instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(failure);
    }
}
