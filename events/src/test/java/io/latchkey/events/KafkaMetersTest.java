package io.latchkey.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilterReply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KafkaMetersTest {

    @ParameterizedTest
    @CsvSource({
        "kafka.consumer.fetch.manager.records.lag, latchkey.connections.v1, NEUTRAL",
        "kafka.consumer.fetch.manager.records.lag, latchkey_connections_v1, DENY",
        "kafka.producer.topic.record.send.rate, latchkey_check-facts_v1, DENY",
        "latchkey.example, latchkey_connections_v1, NEUTRAL"
    })
    void aTopicIsReportedUnderItsNameOnly(String name, String topic, MeterFilterReply reply) {
        var id = new Meter.Id(name, Tags.of("topic", topic), null, null, Meter.Type.GAUGE);

        assertThat(new KafkaMeters().withoutRenamedTopics().accept(id)).isEqualTo(reply);
    }

    @Test
    void whatIsOfNoTopicStays() {
        var id = new Meter.Id("kafka.consumer.commit.rate", Tags.empty(), null, null, Meter.Type.GAUGE);

        assertThat(new KafkaMeters().withoutRenamedTopics().accept(id)).isEqualTo(MeterFilterReply.NEUTRAL);
    }
}
