package io.latchkey.local.topic;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** The topics that {@code deploy/kafka/topics.yaml} states; a single node can hold only one replica. */
public record Topics(List<Topic> topics) {

    public record Topic(String name, int partitions, int replicas, Map<String, String> config) {
        NewTopic onOneNode() {
            return new NewTopic(name, partitions, (short) 1).configs(config);
        }
    }

    public static Topics read(Path file) {
        return Yaml.read(file, Topics.class);
    }

    /** Creates those that are not there yet. */
    public void create(Admin admin) {
        try {
            var existing = admin.listTopics().names().get();
            admin.createTopics(topics.stream()
                            .filter(topic -> !existing.contains(topic.name()))
                            .map(Topic::onOneNode)
                            .toList())
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka refuses the topics", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted during the creation of topics", e);
        }
    }
}
