package io.latchkey.events.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.contracts.Topics;
import io.latchkey.events.TestTopics;
import io.latchkey.events.cloudevents.EventEncoder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class RelayLoopIT {
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    @Test
    void anErrorIsCountedAndDoesNotEndTheRelay() throws Exception {
        var outbox = OutboxDatabase.fresh("relay_loop_it");
        var key = UUID.randomUUID();
        var written = outbox.add(Topics.CREDENTIAL_FACTS, key, "{}");
        var loop = loop(failing(outbox.dataSource(), new AtomicInteger(3)));

        loop.start(new StartupEvent());
        try {
            Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(
                            TestTopics.of(Topics.CREDENTIAL_FACTS, key))
                    .singleElement()
                    .satisfies(record ->
                            assertThat(TestTopics.header(record, "ce_id")).isEqualTo(written.toString())));
        } finally {
            loop.stop(new ShutdownEvent());
        }
        assertThat(metrics.counter("latchkey.outbox.failures").count()).isEqualTo(3);
    }

    private RelayLoop loop(DataSource dataSource) {
        var config = new OutboxSettings() {
            @Override
            public boolean relay() {
                return true;
            }

            @Override
            public Duration poll() {
                return Duration.ofMillis(20);
            }

            @Override
            public int batch() {
                return 10;
            }
        };
        return new RelayLoop(
                config,
                dataSource,
                new EventEncoder("events"),
                Clock.systemUTC(),
                metrics,
                TestTopics.settings(),
                "relay-loop-it");
    }

    /** A fault of the class path, as often as {@code errors} says. */
    private static DataSource failing(DataSource dataSource, AtomicInteger errors) {
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (errors.getAndDecrement() > 0) {
                        throw new NoClassDefFoundError("a class that is loaded late");
                    }
                    return method.invoke(dataSource, arguments);
                });
    }
}
