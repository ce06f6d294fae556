package io.latchkey.testkit.canary;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.contracts.Topics;
import io.latchkey.testkit.servers.RealServer;
import io.latchkey.testkit.servers.SharedServers;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class SearchesIT {
    private final SharedServers servers = SharedServers.get().start(List.of(RealServer.POSTGRESQL, RealServer.KAFKA));

    @Test
    void aSecretInATableIsFoundWhereverItStands() throws Exception {
        try (var connection = servers.postgres().database("canary_it").connect();
                var statement = connection.createStatement()) {
            statement.execute("create table plain (id int, words text)");
            statement.execute("create table hidden (id int, bytes bytea, tree jsonb)");
            statement.execute("insert into plain values (1, 'nothing to see')");
            assertThat(TablesSearch.leaks(connection)).isEmpty();

            statement.execute("insert into plain values (2, '" + Marks.secret("access") + "')");
            statement.execute("insert into hidden values (1, '" + Marks.secret("refresh") + "'::bytea, null)");

            assertThat(TablesSearch.leaks(connection))
                    .extracting(Leak::place)
                    .containsExactlyInAnyOrder("table public.plain", "table public.hidden");
        }
    }

    @Test
    void aSecretOnATopicIsFoundOnce() throws Exception {
        var search = new TopicsSearch();
        assertThat(search.leaks()).isEmpty();

        send("harmless");
        send(Marks.secret("access"));

        assertThat(search.leaks()).singleElement().satisfies(leak -> assertThat(leak.place())
                .isEqualTo("topic " + Topics.DEAD_LETTER));
        assertThat(search.leaks()).isEmpty();
    }

    private void send(String value) throws Exception {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", servers.kafka().bootstrapServers());
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(Topics.DEAD_LETTER, value.getBytes(UTF_8)))
                    .get();
        }
    }
}
