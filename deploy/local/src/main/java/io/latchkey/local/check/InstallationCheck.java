package io.latchkey.local.check;

import io.latchkey.local.site.Checkout;
import io.latchkey.local.topic.TopicRights;
import io.latchkey.local.topic.Topics;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** All checks of an installation whose settings are in a copy of the production overlay. */
public final class InstallationCheck {
    private final Overlay overlay;
    private final KafkaCheck kafka;
    private final VaultCheck vault;

    /**
     * @param vaultToken a token of an operator, for checks that the broker's own login does not allow outside the
     *     cluster
     */
    public InstallationCheck(Checkout checkout, Path folder, Optional<String> vaultToken) {
        overlay = new Overlay(folder);
        kafka = new KafkaCheck(
                Topics.read(checkout.deploy("kafka/topics.yaml")),
                TopicRights.read(checkout.deploy("kafka/acls.yaml")));
        vault = new VaultCheck(checkout.deploy("vault/auth-broker.hcl"), vaultToken);
    }

    public boolean isOverlay() {
        return overlay.exists();
    }

    /** One server after the other; the stream is lazy, since a server that does not respond takes a while. */
    public Stream<Finding> servers() {
        return Stream.of(
                        ExamplesLeft.check(overlay.folder()),
                        overlay.services().flatMap(RequiredSettings::check),
                        overlay.services().map(DatabaseCheck::check),
                        overlay.services().flatMap(kafka::check),
                        overlay.services().flatMap(IssuerCheck::check),
                        overlay.services()
                                .filter(settings -> settings.service().equals(Overlay.BROKER))
                                .flatMap(vault::check))
                .flatMap(findings -> findings);
    }

    public Stream<Finding> cluster(String kubectl, String namespace) {
        return new ClusterCheck(kubectl, namespace).check(overlay.folder());
    }
}
