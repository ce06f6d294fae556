package io.latchkey.local.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Checks that the cluster of kubectl's current context has the objects that the manifests leave to the operator. */
final class ClusterCheck {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, List<String>> KEYS = Map.of(
            "connection-service",
            List.of("QUARKUS_DATASOURCE_PASSWORD", "QUARKUS_OIDC_CLIENT_CREDENTIALS_SECRET", "KAFKA_SASL_JAAS_CONFIG"),
            Overlay.BROKER,
            List.of("QUARKUS_DATASOURCE_PASSWORD", "KAFKA_SASL_JAAS_CONFIG"),
            "verifier-service",
            List.of("QUARKUS_DATASOURCE_PASSWORD", "QUARKUS_OIDC_CLIENT_CREDENTIALS_SECRET", "KAFKA_SASL_JAAS_CONFIG"));
    private final String kubectl;
    private final String namespace;

    ClusterCheck(String kubectl, String namespace) {
        this.kubectl = kubectl;
        this.namespace = namespace;
    }

    Stream<Finding> check(Path overlay) {
        try {
            var findings = new ArrayList<Finding>();
            findings.add(rendered(overlay));
            for (var service : new TreeMap<>(KEYS).entrySet()) {
                findings.add(secret(service.getKey(), service.getValue()));
            }
            findings.add(secret("latchkey-tls", List.of("tls.crt", "tls.key")));
            findings.add(ingressNamespace());
            return findings.stream();
        } catch (IOException e) {
            return Stream.of(Finding.notChecked("cluster", "kubectl cannot be run: " + e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Stream.of(Finding.notChecked("cluster", "interrupted"));
        }
    }

    private Finding rendered(Path overlay) throws IOException, InterruptedException {
        var rendering = run("kustomize", overlay.toString());
        return rendering.code() == 0
                ? Finding.ok("manifests", "the manifests render")
                : Finding.missing("manifests", "kubectl kustomize " + overlay + ": " + rendering.firstLine());
    }

    private Finding secret(String name, List<String> keys) throws IOException, InterruptedException {
        var subject = "Secret " + name;
        var found = run("-n", namespace, "get", "secret", name, "-o", "json");
        if (found.code() != 0) {
            return Finding.missing(subject, found.firstLine());
        }
        var data = found.json().path("data");
        var lacking = keys.stream().filter(key -> !data.has(key)).toList();
        return lacking.isEmpty()
                ? Finding.ok(subject, "it has the required keys")
                : Finding.missing(subject, "it lacks " + String.join(", ", lacking));
    }

    private Finding ingressNamespace() throws IOException, InterruptedException {
        var subject = "label latchkey.io/ingress";
        var found = run("get", "namespaces", "-l", "latchkey.io/ingress=true", "-o", "json");
        if (found.code() != 0) {
            return Finding.missing(subject, found.firstLine());
        }
        return found.json().path("items").isEmpty()
                ? Finding.missing(
                        subject,
                        "no namespace has it, so no caller can reach the services; label the namespace of the ingress controller")
                : Finding.ok(subject, "a namespace has it");
    }

    private Said run(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(kubectl));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var out = process.getInputStream()) {
            var text = new String(out.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            return new Said(process.waitFor(), text);
        }
    }

    private record Said(int code, String text) {
        String firstLine() {
            return text.lines().findFirst().orElse("it printed nothing");
        }

        JsonNode json() throws IOException {
            return JSON.readTree(text);
        }
    }
}
