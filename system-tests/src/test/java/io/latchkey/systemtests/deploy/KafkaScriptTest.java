package io.latchkey.systemtests.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kafka's own tools are no part of the Kafka that tests fetch: here they are scripts that note what they are asked. */
class KafkaScriptTest {
    private static final List<String> NAMES = List.of(
            "latchkey.connections.v1",
            "latchkey.credential-facts.v1",
            "latchkey.check-facts.v1",
            "latchkey.dead-letter.v1");

    private static final String AS_STATED = """
            Topic: latchkey.connections.v1\tTopicId: a\tPartitionCount: 6\tReplicationFactor: 3\tConfigs: \
            cleanup.policy=compact,min.compaction.lag.ms=604800000,delete.retention.ms=604800000,segment.bytes=1073741824
            \tTopic: latchkey.connections.v1\tPartition: 0\tLeader: 1\tReplicas: 1\tIsr: 1
            Topic: latchkey.credential-facts.v1\tTopicId: b\tPartitionCount: 6\tReplicationFactor: 3\tConfigs: \
            cleanup.policy=delete,retention.ms=604800000
            Topic: latchkey.check-facts.v1\tTopicId: c\tPartitionCount: 6\tReplicationFactor: 3\tConfigs: \
            cleanup.policy=delete,retention.ms=604800000
            Topic: latchkey.dead-letter.v1\tTopicId: d\tPartitionCount: 1\tReplicationFactor: 3\tConfigs: \
            max.message.bytes=2097152,cleanup.policy=delete,retention.ms=2592000000
            """;

    @TempDir
    Path tools;

    @BeforeEach
    void makeTools() throws IOException {
        tool("topics", "case \" $* \" in *' --describe '*) cat \"$dir/described\" ;; esac");
        tool("configs", "");
        tool("acls", "");
    }

    @Test
    void topicsThatAreNotThereAreCreated() throws IOException {
        described("");

        assertThat(script().run().code()).isZero();

        assertThat(asked("topics").filter(line -> line.contains("--create")))
                .hasSize(4)
                .anySatisfy(line -> assertThat(line)
                        .contains("--topic latchkey.connections.v1 --partitions 6 --replication-factor 3")
                        .contains("--config cleanup.policy=compact"));
        assertThat(asked("configs")).isEmpty();
    }

    @Test
    void topicsThatAreAsStatedAreLeftAlone() throws IOException {
        described(AS_STATED);

        var outcome = script().run();

        assertThat(outcome.code()).as(outcome.toString()).isZero();
        assertThat(outcome.said())
                .containsAll(NAMES.stream()
                        .map(name -> "topic " + name + " is as stated")
                        .toList());
        assertThat(asked("topics")).singleElement().asString().contains("--describe");
        assertThat(asked("configs")).isEmpty();
    }

    @Test
    void whatDiffersIsSetAndSaid() throws IOException {
        described(AS_STATED
                .replace("min.compaction.lag.ms=604800000,", "min.compaction.lag.ms=1,")
                .replace("max.message.bytes=2097152,", ""));

        var outcome = script().run();

        assertThat(outcome.code()).as(outcome.toString()).isZero();
        assertThat(outcome.said())
                .contains("topic latchkey.connections.v1: min.compaction.lag.ms=604800000 instead of 1")
                .contains("topic latchkey.dead-letter.v1: max.message.bytes=2097152 instead of the default")
                .contains("topic latchkey.check-facts.v1 is as stated");
        assertThat(asked("configs"))
                .satisfiesExactly(
                        line -> assertThat(line)
                                .endsWith("--alter --entity-type topics --entity-name latchkey.connections.v1"
                                        + " --add-config min.compaction.lag.ms=[604800000]"),
                        line -> assertThat(line)
                                .endsWith("--alter --entity-type topics --entity-name latchkey.dead-letter.v1"
                                        + " --add-config max.message.bytes=[2097152]"));
    }

    @Test
    void anotherNumberOfPartitionsIsSaidAndLeft() throws IOException {
        described(AS_STATED.replace("TopicId: a\tPartitionCount: 6", "TopicId: a\tPartitionCount: 12"));

        var outcome = script().run();

        assertThat(outcome.code()).as(outcome.toString()).isZero();
        assertThat(outcome.said())
                .contains("topic latchkey.connections.v1 has 12 partitions instead of 6, which is left as it is");
        assertThat(asked("topics")).hasSize(1);
    }

    private SetupScript script() {
        return SetupScript.of("kafka/setup.sh")
                .with(Map.of("KAFKA_BOOTSTRAP_SERVERS", "kafka:9092", "KAFKA_BIN", tools.toString()));
    }

    private void described(String answer) throws IOException {
        Files.writeString(tools.resolve("described"), answer);
    }

    private Stream<String> asked(String tool) throws IOException {
        var log = tools.resolve(tool + ".log");
        return Files.exists(log) ? Files.readAllLines(log).stream() : Stream.of();
    }

    private void tool(String name, String answer) throws IOException {
        var file = tools.resolve("kafka-" + name + ".sh");
        Files.writeString(file, """
                #!/bin/sh
                dir=$(dirname "$0")
                echo "$*" >>"$dir/%s.log"
                %s
                """.formatted(name, answer));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }
}
