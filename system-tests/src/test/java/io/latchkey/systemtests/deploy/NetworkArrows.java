package io.latchkey.systemtests.deploy;

import static io.latchkey.systemtests.deploy.Manifests.labelsOf;
import static io.latchkey.systemtests.deploy.Manifests.nameOf;
import static io.latchkey.systemtests.deploy.Manifests.selects;
import static io.latchkey.systemtests.deploy.Manifests.stream;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The network policies of rendered manifests, as the arrows that they allow to and from Latchkey's services. */
final class NetworkArrows {
    private static final String COMPONENT = "app.kubernetes.io/component";
    private final List<JsonNode> policies;
    private final List<JsonNode> lasting;
    private final List<JsonNode> services;

    NetworkArrows(Manifests manifests) {
        policies = manifests.kind("NetworkPolicy");
        lasting = manifests.workloads().stream()
                .filter(workload -> !workload.path("kind").asText().equals("Job"))
                .toList();
        services = lasting.stream()
                .filter(workload -> component(workload).equals("service"))
                .toList();
    }

    private static String component(JsonNode workload) {
        return labelsOf(workload).path(COMPONENT).asText();
    }

    boolean everythingElseIsDenied() {
        return policies.stream()
                .map(policy -> policy.path("spec"))
                .anyMatch(spec -> spec.path("podSelector").isEmpty()
                        && spec.path("policyTypes").size() == 2
                        && !spec.has("ingress")
                        && !spec.has("egress"));
    }

    /** What services may open connections to. */
    Set<Arrow> outOfServices() {
        return allowed(services, "egress", "to", (service, peer) -> new Arrow(nameOf(service), peer));
    }

    /** Who may open connections to services. */
    Set<Arrow> intoServices() {
        return allowed(services, "ingress", "from", (service, peer) -> new Arrow(peer, nameOf(service)));
    }

    /** Which services may open connections to servers in the same namespace. */
    Set<Arrow> fromServicesIntoServers() {
        var servers = lasting.stream()
                .filter(workload -> !services.contains(workload))
                .toList();
        var names = services.stream().map(Manifests::nameOf).collect(Collectors.toSet());
        return servers.stream()
                .flatMap(server -> allowed(List.of(server), "ingress", "from", (any, peer) -> peer).stream()
                        .filter(names::contains)
                        .flatMap(service -> addresses(server).map(address -> new Arrow(service, address))))
                .collect(Collectors.toSet());
    }

    /** Whether a service may open a connection to this address, by a block of addresses that its policies name. */
    boolean leadTo(String service, String address) {
        return services.stream()
                .filter(workload -> nameOf(workload).equals(service))
                .flatMap(workload -> policies.stream()
                        .map(policy -> policy.path("spec"))
                        .filter(spec -> selects(spec.at("/podSelector/matchLabels"), labelsOf(workload))))
                .flatMap(spec -> stream(spec.path("egress")))
                .flatMap(rule -> stream(rule.path("to")))
                .map(peer -> peer.path("ipBlock"))
                .filter(block -> !block.isMissingNode())
                .anyMatch(block -> new AddressBlock(block.path("cidr").asText()).contains(address)
                        && stream(block.path("except"))
                                .noneMatch(except -> new AddressBlock(except.asText()).contains(address)));
    }

    private <T> Set<T> allowed(
            List<JsonNode> workloads, String direction, String end, BiFunction<JsonNode, String, T> arrow) {
        return workloads.stream()
                .flatMap(workload -> policies.stream()
                        .map(policy -> policy.path("spec"))
                        .filter(spec -> selects(spec.at("/podSelector/matchLabels"), labelsOf(workload)))
                        .flatMap(spec -> stream(spec.path(direction)))
                        .flatMap(rule -> peers(rule, end))
                        .map(peer -> arrow.apply(workload, peer)))
                .collect(Collectors.toSet());
    }

    private Stream<String> peers(JsonNode rule, String end) {
        if (!rule.has(end) || rule.path("ports").isEmpty()) {
            return Stream.of("anybody or any port");
        }
        return stream(rule.path(end))
                .flatMap(peer -> peers(peer, rule.at("/ports/0/port").asInt()));
    }

    private Stream<String> peers(JsonNode peer, int port) {
        if (peer.has("ipBlock")) {
            return Stream.of(outside(peer.at("/ipBlock/cidr").asText(), port));
        }
        if (peer.has("namespaceSelector")) {
            return Stream.of(otherNamespace(peer)).filter(name -> !name.equals("names"));
        }
        return lasting.stream()
                .filter(workload -> selects(peer.at("/podSelector/matchLabels"), labelsOf(workload)))
                .flatMap(NetworkArrows::addresses);
    }

    private static String otherNamespace(JsonNode peer) {
        var labels = peer.at("/namespaceSelector/matchLabels");
        if (labels.path("latchkey.io/ingress").asText().equals("true")) {
            return "callers";
        }
        return labels.has("kubernetes.io/metadata.name") && peer.has("podSelector") ? "names" : "some other namespace";
    }

    private static String outside(String cidr, int port) {
        return switch (port) {
            case 5432 -> "postgresql";
            case 9093 -> "kafka";
            case 8200 -> "vault";
            case 443 -> cidr.equals("0.0.0.0/0") || cidr.equals("2000::/3") ? "provider" : "issuer";
            default -> cidr + ":" + port;
        };
    }

    /** Keycloak plays two parts. */
    private static Stream<String> addresses(JsonNode workload) {
        return nameOf(workload).equals("keycloak") ? Stream.of("issuer", "provider") : Stream.of(nameOf(workload));
    }
}
