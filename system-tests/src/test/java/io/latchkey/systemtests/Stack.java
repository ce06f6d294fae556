package io.latchkey.systemtests;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.latchkey.containers.ChosenBackings;
import io.latchkey.demo.Northwind;
import io.latchkey.demo.VaultView;
import io.latchkey.demo.browser.Browser;
import io.latchkey.demo.browser.Person;
import io.latchkey.demo.browser.Return;
import io.latchkey.demo.http.Answer;
import io.latchkey.demo.http.Http;
import io.latchkey.demo.platform.Attempt;
import io.latchkey.demo.platform.Feed;
import io.latchkey.demo.platform.Platform;
import io.latchkey.demo.platform.Tokens;
import io.latchkey.demo.stack.StackInfo;
import io.latchkey.local.demo.StartedStack;
import io.latchkey.local.stack.LocalStack;
import io.latchkey.local.stack.ServiceProcess;
import io.latchkey.local.stack.StackSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The stack that all test classes of a run share, with everybody who has to do with it. */
final class Stack {
    static final String TENANT = "acme";
    static final List<String> MODULES = List.of("contact-sync", "file-archive");
    static final String CLIENT = "latchkey-northwind";

    private static Stack shared;

    final StackInfo info;
    final LocalStack servers;
    final Northwind northwind;
    final ReplayingNorthwind replaying;
    final Lockbox lockbox;
    final VaultView vault;
    final Feed feed;
    final Canary canary = new Canary();

    private final Http http = new Http();
    private final StringBuilder earlierLogs = new StringBuilder();
    private final Tokens tokens;
    private final AtomicInteger people = new AtomicInteger();

    private Stack(LocalStack servers, ReplayingNorthwind replaying, Lockbox lockbox) {
        this.servers = servers;
        this.replaying = replaying;
        this.lockbox = lockbox;
        info = StartedStack.info(servers);
        tokens = new Tokens(info, http, Clock.systemUTC());
        northwind = new Northwind(info, http);
        vault = new VaultView(info, http);
        feed = Feed.fromNow(info.feedClient());
        info.clientSecrets().values().forEach(canary::remember);
        info.northwindSecrets().values().forEach(canary::remember);
    }

    /** Started at the first call; it dies with this JVM. */
    static synchronized Stack shared() {
        if (shared == null) {
            var replaying = new ReplayingNorthwind();
            var lockbox = new Lockbox();
            var servers = LocalStack.throwaway(
                    ChosenBackings.get(),
                    StackSettings.local()
                            .checkedEvery("15s")
                            .with("QUARKUS_SHUTDOWN_DELAY", "1s")
                            .with("LATCHKEY_CATALOG_VARIABLES_NORTHWIND_DIRECT", replaying.url())
                            .with(
                                    "LATCHKEY_CATALOG_DIRECTORY",
                                    lockbox.catalog().toString())
                            .with("LATCHKEY_REFRESH_FORCED_INTERVAL", "PT0.001S"));
            replaying.standBefore(servers.keycloak().northwind());
            servers.start();
            shared = new Stack(servers, replaying, lockbox);
        }
        return shared;
    }

    Platform user(String name) {
        return new Platform(info, http, () -> canary.remember(tokens.user(name)), canary::remember);
    }

    Platform service(String clientId) {
        return new Platform(info, http, () -> canary.remember(tokens.service(clientId)), canary::remember);
    }

    /** The platform's automation engine, acting for {@link #TENANT}. */
    Platform engine() {
        return service("automation-engine").inTenant(TENANT);
    }

    /** Lets one of an attempt's deadlines pass, instead of waiting for it. */
    void makeLate(Attempt attempt, String deadline) {
        brokerTables()
                .update(
                        "update authorization_attempt set " + deadline + " = now() - interval '1 minute' where id = ?",
                        attempt.authorization());
    }

    String userToken(String name) {
        return canary.remember(tokens.user(name));
    }

    String engineToken() {
        return canary.remember(tokens.service("automation-engine"));
    }

    Tables connectionTables() {
        return tables("latchkey_connection");
    }

    Tables brokerTables() {
        return tables("latchkey_broker");
    }

    Tables verifierTables() {
        return tables("latchkey_verifier");
    }

    private Tables tables(String database) {
        return new Tables(servers.postgresql().database(database));
    }

    /** Ends a service in order. */
    void stop(ServiceProcess service) {
        service.stop();
        earlierLogs.append(read(service.log()));
    }

    /** Ends a service as a power cut would. */
    void kill(ServiceProcess service) {
        service.kill();
        earlierLogs.append(read(service.log()));
    }

    /** What the three services logged until now, before restarts too, for each of which a log begins anew. */
    String logs() {
        return Stream.of(servers.connectionService(), servers.broker(), servers.verifier())
                .map(service -> read(service.log()))
                .collect(Collectors.joining("\n", earlierLogs, ""));
    }

    Http http() {
        return http;
    }

    /** Somebody with an account of their own at Northwind, so that no other test's connection is a sibling. */
    Person newPerson() {
        return person(northwind.createUser("person-" + people.incrementAndGet()));
    }

    /** The same account in another browser. */
    Person person(StackInfo.Login login) {
        return new Person(login, canary.watch(new Browser()), page -> {});
    }

    Attempt connecting(Platform platform) {
        return Attempt.toConnect(platform, "northwind", MODULES, info.returnUrl());
    }

    Attempt reauthorizing(Platform platform, UUID connection) {
        return Attempt.toReauthorize(platform, connection, info.returnUrl());
    }

    Return consent(Person person, Attempt attempt) {
        return person.consent(attempt.url(), info.returnUrl());
    }

    /** Consents and completes; the answer of the completion, whatever it is. */
    Answer complete(Platform platform, Person person, Attempt attempt) {
        return attempt.complete(platform, consent(person, attempt).code().orElseThrow());
    }

    /** A connection of {@code person}, ACTIVE. */
    UUID connected(Platform platform, Person person) {
        var attempt = connecting(platform);
        complete(platform, person, attempt).expect(200);
        return attempt.connection();
    }

    /** The feed tells, or will soon, just this of {@code connection}, leaving out its health, which nothing times. */
    void assertTold(UUID connection, String... types) {
        await().atMost(60, SECONDS).untilAsserted(() -> assertThat(feed.of(connection))
                .extracting(Feed.Event::type)
                .filteredOn(type -> !type.equals("health-changed"))
                .containsExactly(types));
        assertThat(feed.of(connection))
                .extracting(Feed.Event::sequence)
                .as("without gaps, each once")
                .isSorted()
                .doesNotHaveDuplicates();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
