package io.latchkey.local.topic;

import io.latchkey.local.process.Wait;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** Who may write and read what, as {@code deploy/kafka/acls.yaml} states it. */
public record TopicRights(List<Service> services) {
    private static final Duration PROPAGATION = Duration.ofSeconds(20);

    public record Service(String name, List<String> writes, List<String> reads) {
        Stream<AclBinding> bindings() {
            Stream<AclBinding> topics = Stream.concat(
                    writes.stream()
                            .map(topic -> allow(ResourceType.TOPIC, topic, PatternType.LITERAL, AclOperation.WRITE)),
                    reads.stream()
                            .map(topic -> allow(ResourceType.TOPIC, topic, PatternType.LITERAL, AclOperation.READ)));
            Stream<AclBinding> own = Stream.of(
                    allow(ResourceType.GROUP, name, PatternType.PREFIXED, AclOperation.READ),
                    allow(ResourceType.TRANSACTIONAL_ID, name, PatternType.PREFIXED, AclOperation.WRITE));
            return Stream.concat(topics, own);
        }

        private AclBinding allow(ResourceType type, String resource, PatternType pattern, AclOperation operation) {
            return new AclBinding(
                    new ResourcePattern(type, resource, pattern),
                    new AccessControlEntry("User:" + name, "*", operation, AclPermissionType.ALLOW));
        }
    }

    public static TopicRights read(Path file) {
        return Yaml.read(file, TopicRights.class);
    }

    /** Also for a user who may read one topic, in groups that begin with the name. */
    public TopicRights withReader(String name, String topic) {
        var reader = new Service(name, List.of(), List.of(topic));
        return new TopicRights(
                Stream.concat(services.stream(), Stream.of(reader)).toList());
    }

    public List<String> serviceNames() {
        return services.stream().map(Service::name).toList();
    }

    /**
     * Returns when the node follows the rules, which it does a moment after it has taken them; harmless when repeated.
     */
    public void grant(Admin admin) {
        var rules = services.stream().flatMap(Service::bindings).toList();
        try {
            admin.createAcls(rules).all().get();
            var seen = Wait.until(
                    () -> admin.describeAcls(AclBindingFilter.ANY)
                            .values()
                            .get()
                            .containsAll(rules),
                    () -> false,
                    PROPAGATION);
            if (seen != Wait.End.HAPPENED) {
                throw new IllegalStateException("Kafka accepted the ACLs, but does not apply them");
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka refuses the ACLs", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted during the creation of ACLs", e);
        }
    }
}
