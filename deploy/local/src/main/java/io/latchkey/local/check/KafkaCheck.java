package io.latchkey.local.check;

import io.latchkey.local.topic.TopicRights;
import io.latchkey.local.topic.Topics;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclOperation;

/** Whether a service's own login finds its topics and has the rights that {@code deploy/kafka/acls.yaml} states. */
final class KafkaCheck {
    private static final String REMEDY = "; deploy/kafka/setup.sh creates topics and ACLs";
    private final Topics topics;
    private final TopicRights rights;

    KafkaCheck(Topics topics, TopicRights rights) {
        this.topics = topics;
        this.rights = rights;
    }

    Stream<Finding> check(ServiceSettings settings) {
        var subject = "Kafka for " + settings.service();
        try (var admin = Admin.create(client(settings))) {
            var service = rights.services().stream()
                    .filter(one -> one.name().equals(settings.service()))
                    .findFirst()
                    .orElseThrow();
            var findings = Stream.of(
                            wrong(admin, service.reads(), AclOperation.READ),
                            wrong(admin, service.writes(), AclOperation.WRITE))
                    .flatMap(Collection::stream)
                    .map(text -> Finding.missing(subject, text + REMEDY))
                    .toList();
            return findings.isEmpty()
                    ? Stream.of(Finding.ok(subject, "the topics and ACLs of the service exist"))
                    : findings.stream();
        } catch (ExecutionException e) {
            return Stream.of(Finding.missing(subject, "login failed: " + reason(e)));
        } catch (KafkaException e) {
            return Stream.of(
                    Finding.missing(
                            subject,
                            "cannot create a client: no host in KAFKA_BOOTSTRAP_SERVERS can be resolved, or another KAFKA_ setting is wrong"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Stream.of(Finding.notChecked(subject, "interrupted"));
        }
    }

    /**
     * Every variable of Kafka's clients is a property: {@code KAFKA_SECURITY_PROTOCOL} is {@code security.protocol}.
     */
    private static Map<String, Object> client(ServiceSettings settings) {
        var client = new HashMap<String, Object>();
        settings.environment().keySet().stream()
                .filter(variable -> variable.startsWith("KAFKA_"))
                .forEach(variable -> client.put(
                        variable.substring("KAFKA_".length())
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '.'),
                        settings.get(variable)));
        client.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        client.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        return client;
    }

    private List<String> wrong(Admin admin, List<String> names, AclOperation operation)
            throws ExecutionException, InterruptedException {
        var described = admin.describeTopics(names, new DescribeTopicsOptions().includeAuthorizedOperations(true))
                .topicNameValues();
        // One call, so that a refused login is not taken for a topic that is missing.
        var unused = admin.describeCluster().nodes().get();
        return names.stream()
                .flatMap(name -> wrong(name, operation, Objects.requireNonNull(described.get(name))::get))
                .toList();
    }

    private Stream<String> wrong(String name, AclOperation operation, Answer answer) {
        try {
            var topic = answer.get();
            var allowed = topic.authorizedOperations();
            return Stream.concat(
                    tooFew(topic),
                    allowed == null || containsAny(allowed, operation, AclOperation.ALL)
                            ? Stream.of()
                            : Stream.of("%s may not %s".formatted(name, operation)));
        } catch (ExecutionException e) {
            return Stream.of("topic " + name + ": " + reason(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Stream.of("topic " + name + ": interrupted");
        }
    }

    private Stream<String> tooFew(TopicDescription topic) {
        return topics.topics().stream()
                .filter(stated -> stated.name().equals(topic.name()))
                .filter(stated -> stated.partitions() != topic.partitions().size())
                .map(stated -> "topic %s has %d partitions instead of %d"
                        .formatted(topic.name(), topic.partitions().size(), stated.partitions()));
    }

    private static boolean containsAny(Set<AclOperation> allowed, AclOperation... operations) {
        return Stream.of(operations).anyMatch(allowed::contains);
    }

    private static String reason(ExecutionException failure) {
        return Objects.requireNonNullElse(failure.getCause(), failure)
                .getClass()
                .getSimpleName()
                .replace("Exception", "");
    }

    private interface Answer {
        TopicDescription get() throws ExecutionException, InterruptedException;
    }
}
