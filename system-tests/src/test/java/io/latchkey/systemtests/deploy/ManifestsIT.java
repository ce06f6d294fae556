package io.latchkey.systemtests.deploy;

import static io.latchkey.systemtests.deploy.Manifests.containersOf;
import static io.latchkey.systemtests.deploy.Manifests.labelsOf;
import static io.latchkey.systemtests.deploy.Manifests.nameOf;
import static io.latchkey.systemtests.deploy.Manifests.podOf;
import static io.latchkey.systemtests.deploy.Manifests.selects;
import static io.latchkey.systemtests.deploy.Manifests.stream;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.latchkey.local.site.Checkout;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestsIT {
    private static final List<String> SERVICES =
            List.of("connection-service", "auth-broker-service", "verifier-service");
    private static final Map<String, Manifests> RENDERED = new ConcurrentHashMap<>();

    private static Manifests manifests(String overlay) {
        return RENDERED.computeIfAbsent(overlay, Manifests::of);
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "production", "production-tls"})
    void everyManifestIsWhatThePublishedSchemasSay(String overlay) {
        manifests(overlay).requireValid();
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "production", "production-tls"})
    void everyPodIsOneThatARestrictedNamespaceAdmits(String overlay) {
        assertThat(manifests(overlay).kind("Namespace"))
                .singleElement()
                .extracting(namespace -> namespace
                        .at("/metadata/labels")
                        .path("pod-security.kubernetes.io/enforce")
                        .asText())
                .isEqualTo("restricted");
        assertThat(manifests(overlay).workloads()).isNotEmpty().allSatisfy(workload -> {
            var pod = podOf(workload);
            assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean())
                    .as(nameOf(workload))
                    .isTrue();
            assertThat(pod.at("/securityContext/runAsUser").asInt())
                    .as(nameOf(workload))
                    .isPositive();
            assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
            assertThat(pod.path("automountServiceAccountToken").asBoolean(true))
                    .as(nameOf(workload))
                    .isFalse();
            assertThat(containersOf(workload)).isNotEmpty().allSatisfy(ManifestsIT::isRestricted);
        });
    }

    private static void isRestricted(JsonNode container) {
        var context = container.path("securityContext");
        assertThat(context.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
        assertThat(context.at("/capabilities/drop"))
                .extracting(JsonNode::asText)
                .containsExactly("ALL");
        assertThat(context.at("/capabilities/add")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "production"})
    void everyContainerSaysWhatItNeedsAndWhatItMayTake(String overlay) {
        assertThat(manifests(overlay).workloads().stream().flatMap(Manifests::containersOf))
                .allSatisfy(container -> {
                    var resources = container.path("resources");
                    assertThat(resources.path("requests")).as(nameOf(container)).hasSize(2);
                    assertThat(resources.path("limits")).as(nameOf(container)).hasSize(2);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "production", "production-tls"})
    void everyServiceCannotWriteAndIsAskedWhetherItStartedIsReadyAndLives(String overlay) {
        var services = manifests(overlay).kind("Deployment").stream()
                .filter(deployment -> SERVICES.contains(nameOf(deployment)))
                .toList();
        assertThat(services).hasSize(SERVICES.size()).allSatisfy(service -> assertThat(containersOf(service))
                .singleElement()
                .satisfies(container -> {
                    assertThat(container
                                    .at("/securityContext/readOnlyRootFilesystem")
                                    .asBoolean())
                            .isTrue();
                    assertThat(container.at("/startupProbe/httpGet/path").asText())
                            .isEqualTo("/q/health/started");
                    assertThat(container.at("/readinessProbe/httpGet/path").asText())
                            .isEqualTo("/q/health/ready");
                    assertThat(container.at("/livenessProbe/httpGet/path").asText())
                            .isEqualTo("/q/health/live");
                }));
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "production"})
    void everySelectorChoosesOneWorkloadAndNeverAJob(String overlay) {
        var manifests = manifests(overlay);
        var selectors = Stream.of(
                        manifests.kind("Service").stream().map(service -> service.at("/spec/selector")),
                        manifests.kind("PodDisruptionBudget").stream()
                                .map(budget -> budget.at("/spec/selector/matchLabels")),
                        manifests.kind("Deployment").stream()
                                .map(deployment -> deployment.at("/spec/selector/matchLabels")),
                        manifests.kind("StatefulSet").stream().map(set -> set.at("/spec/selector/matchLabels")))
                .flatMap(selector -> selector);
        assertThat(selectors).allSatisfy(selector -> assertThat(
                        manifests.workloads().stream().filter(workload -> selects(selector, labelsOf(workload))))
                .singleElement()
                .satisfies(
                        workload -> assertThat(workload.path("kind").asText()).isNotEqualTo("Job")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "production"})
    void everyServiceHasWhatBelongsToIt(String overlay) {
        var manifests = manifests(overlay);
        assertThat(SERVICES).allSatisfy(service -> {
            for (var kind : List.of(
                    "Deployment", "Service", "ServiceAccount", "PodDisruptionBudget", "HorizontalPodAutoscaler")) {
                assertThat(manifests.has(kind, service))
                        .as(kind + " " + service)
                        .isTrue();
            }
            assertThat(manifests.has("Job", service + "-migration")).isTrue();
            assertThat(manifests.has("NetworkPolicy", service)).isTrue();
        });
        assertThat(manifests.kind("HorizontalPodAutoscaler")).allSatisfy(autoscaler -> {
            var target = autoscaler.at("/spec/scaleTargetRef/name").asText();
            assertThat(manifests.kind("Deployment"))
                    .filteredOn(deployment -> nameOf(deployment).equals(target))
                    .singleElement()
                    .satisfies(deployment -> assertThat(
                                    deployment.at("/spec/replicas").isMissingNode())
                            .isTrue());
        });
    }

    /** A Job cannot be changed, so whoever applies another image deletes those of the one before. */
    @ParameterizedTest
    @ValueSource(strings = {"demo", "production"})
    void everyJobIsFoundByItsComponent(String overlay) {
        assertThat(manifests(overlay).kind("Job")).isNotEmpty().allSatisfy(job -> {
            var component = labelsOf(job).path("app.kubernetes.io/component").asText();
            assertThat(job.at("/metadata/labels")
                            .path("app.kubernetes.io/component")
                            .asText())
                    .as(nameOf(job))
                    .isNotEmpty()
                    .isEqualTo(component);
        });
    }

    /** Jib's tag is the version in the poms; Compose's images are those that a node of a demonstration has. */
    @ParameterizedTest
    @ValueSource(strings = {"demo", "production", "production-tls"})
    void everyImageOfLatchkeyHasTheTagThatTheBuildGivesIt(String overlay) {
        var version = versionOfTheBuild();

        assertThat(manifests(overlay).workloads().stream()
                        .flatMap(Manifests::containersOf)
                        .map(container -> container.path("image").asText())
                        .filter(image -> image.contains("latchkey/")))
                .hasSizeGreaterThanOrEqualTo(2 * SERVICES.size())
                .allMatch(image -> image.endsWith(":" + version));
    }

    @Test
    void composeAndTheDockerfileNameTheVersionOfTheBuild() {
        var root = Checkout.current().root();
        var version = versionOfTheBuild();

        assertThat(Texts.of(root.resolve("docker-compose.yml"))
                        .lines()
                        .filter(line -> line.contains("-image latchkey/")))
                .hasSize(SERVICES.size())
                .allMatch(line -> line.endsWith(":" + version));
        assertThat(Texts.of(root.resolve("Dockerfile"))).contains("\nARG VERSION=" + version + "\n");
    }

    private static String versionOfTheBuild() {
        return Pattern.compile("(?m)^    <version>(.+)</version>$")
                .matcher(Texts.of(Checkout.current().root().resolve("pom.xml")))
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aCopyOfTheProductionOverlayWorksElsewhereAndMountsItsCatalogForTheBroker() {
        var copy = Manifests.ofACopy("acme-crm.yaml");

        copy.requireValid();
        assertThat(missing(copy)).allMatch(name -> name.startsWith("Secret "));
        assertThat(copy.kind("Deployment"))
                .filteredOn(deployment -> nameOf(deployment).equals("auth-broker-service"))
                .singleElement()
                .satisfies(broker -> {
                    var catalog = stream(podOf(broker).path("volumes"))
                            .filter(volume -> volume.path("name").asText().equals("catalog"))
                            .map(volume -> volume.at("/configMap/name").asText())
                            .findFirst()
                            .orElseThrow();
                    assertThat(data(copy, catalog)).containsOnlyKeys("acme-crm.yaml");
                    assertThat(data(copy, settingsOf(broker)))
                            .containsEntry("LATCHKEY_CATALOG_DIRECTORY", mountOf(broker, "catalog"));
                });
    }

    @Test
    void everyCaThatASettingNamesIsMounted() {
        var production = manifests("production");

        assertThat(production.kind("Deployment")).hasSize(SERVICES.size()).allSatisfy(service -> {
            var mount = mountOf(service, "private-ca") + "/";
            var files = stream(podOf(service).path("volumes"))
                    .filter(volume -> volume.path("name").asText().equals("private-ca"))
                    .flatMap(volume ->
                            data(production, volume.at("/configMap/name").asText()).keySet().stream())
                    .toList();
            var named = Pattern.compile(Pattern.quote(mount) + "(\\S+)")
                    .matcher(String.join(
                            "\n", data(production, settingsOf(service)).values()))
                    .results()
                    .map(found -> found.group(1));
            assertThat(named).isNotEmpty().allMatch(files::contains);
        });
    }

    private static String settingsOf(JsonNode workload) {
        return containersOf(workload)
                .flatMap(container -> stream(container.path("envFrom")))
                .map(source -> source.at("/configMapRef/name").asText())
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElseThrow();
    }

    private static String mountOf(JsonNode workload, String volume) {
        return containersOf(workload)
                .flatMap(container -> stream(container.path("volumeMounts")))
                .filter(mount -> mount.path("name").asText().equals(volume))
                .map(mount -> mount.path("mountPath").asText())
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, String> data(Manifests manifests, String configMap) {
        return manifests.kind("ConfigMap").stream()
                .filter(map -> nameOf(map).equals(configMap))
                .flatMap(map -> map.path("data").properties().stream())
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().asText()));
    }

    @Test
    void theImagesOfADemonstrationMayComeFromTheNodesAlone() {
        assertThat(manifests("demo").workloads().stream().flatMap(Manifests::containersOf))
                .filteredOn(container -> container.path("image").asText().startsWith("latchkey/"))
                .isNotEmpty()
                .allSatisfy(container ->
                        assertThat(container.path("imagePullPolicy").asText()).isEqualTo("IfNotPresent"));
    }

    @Test
    void aDemonstrationBringsAllThatItsPodsMount() {
        assertThat(missing(manifests("demo"))).isEmpty();
    }

    @Test
    void productionLacksTheServicesSecretsAndNothingElse() {
        assertThat(missing(manifests("production")))
                .containsExactlyInAnyOrderElementsOf(
                        SERVICES.stream().map(service -> "Secret " + service).toList());
    }

    /** What pods name and the manifests do not hold. */
    private static Set<String> missing(Manifests manifests) {
        var named = new HashSet<String>();
        manifests.workloads().forEach(workload -> {
            containersOf(workload)
                    .flatMap(container -> stream(container.path("envFrom")))
                    .forEach(source -> {
                        named.add("ConfigMap " + source.at("/configMapRef/name").asText());
                        named.add("Secret " + source.at("/secretRef/name").asText());
                    });
            stream(podOf(workload).path("volumes"))
                    .forEach(volume -> named.add(
                            "ConfigMap " + volume.at("/configMap/name").asText()));
        });
        return named.stream()
                .filter(name -> !name.endsWith(" "))
                .filter(name -> !manifests.has(name.split(" ")[0], name.split(" ")[1]))
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "production"})
    void theNetworkAllowsTheArrowsOfTheArchitecturePictureAndNoOthers(String overlay) {
        var picture = ArchitecturePicture.arrows(Checkout.current().root().resolve("docs/architecture.md"));
        var network = new NetworkArrows(manifests(overlay));
        var drawnOutOfServices = picture.stream()
                .filter(arrow -> SERVICES.contains(arrow.from()))
                .collect(Collectors.toSet());
        var drawnIntoServices =
                picture.stream().filter(arrow -> SERVICES.contains(arrow.to())).collect(Collectors.toSet());

        assertThat(network.everythingElseIsDenied()).isTrue();
        assertThat(network.intoServices()).containsExactlyInAnyOrderElementsOf(drawnIntoServices);
        if (overlay.equals("production")) {
            assertThat(network.outOfServices()).containsExactlyInAnyOrderElementsOf(drawnOutOfServices);
        } else {
            // One Keycloak is issuer and provider, so who may reach the one may reach the other.
            assertThat(withoutProvider(network.outOfServices())).isEqualTo(withoutProvider(drawnOutOfServices));
            assertThat(network.fromServicesIntoServers()).isEqualTo(betweenPods(network.outOfServices()));
        }
    }

    /** The first and the last address of each range of the IANA registries of special-purpose addresses. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.255.255.255",
                "10.0.0.0",
                "10.255.255.255",
                "100.64.0.0",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.255",
                "169.254.169.254",
                "169.254.255.255",
                "172.16.0.0",
                "172.31.255.255",
                "192.0.0.0",
                "192.0.0.255",
                "192.88.99.1",
                "192.168.0.0",
                "192.168.255.255",
                "198.18.0.0",
                "198.19.255.255",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.0",
                "255.255.255.255",
                "::",
                "::1",
                "::7f00:1",
                "::ffff:7f00:1",
                "::ffff:a9fe:a9fe",
                "::ffff:0:7f00:1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b::7f00:1",
                "64:ff9b:1::a00:1",
                "64:ff9b:1:ffff:ffff:ffff:ffff:ffff",
                "100::1",
                "2001::1",
                "2001:1ff:ffff::1",
                "2001:db8::1",
                "2002:7f00:1::1",
                "3fff::1",
                "5f00::1",
                "fc00::1",
                "fdff::1",
                "fe80::1",
                "febf::1",
                "fec0::1",
                "ff02::1"
            })
    void theBrokersWayToProvidersLeadsToNoSpecialAddress(String address) {
        assertThat(new NetworkArrows(manifests("production")).leadTo("auth-broker-service", address))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "100.63.255.255",
                "192.0.1.1",
                "198.17.255.255",
                "223.255.255.255",
                "2001:200::1",
                "2600:1f18::1",
                "2a00:1450::1"
            })
    void theBrokersWayToProvidersLeadsToTheRestOfTheInternet(String address) {
        assertThat(new NetworkArrows(manifests("production")).leadTo("auth-broker-service", address))
                .isTrue();
    }

    private static Set<Arrow> withoutProvider(Set<Arrow> arrows) {
        return arrows.stream().filter(arrow -> !arrow.to().equals("provider")).collect(Collectors.toSet());
    }

    private static Set<Arrow> betweenPods(Set<Arrow> arrows) {
        return arrows.stream().filter(arrow -> !SERVICES.contains(arrow.to())).collect(Collectors.toSet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "production"})
    void aServiceThatIsToEndIsGrantedMoreThanACleanStopTakes(String overlay) {
        var longest = CleanStopSteps.longest();

        assertThat(manifests(overlay).kind("Deployment"))
                .filteredOn(deployment -> SERVICES.contains(nameOf(deployment)))
                .hasSize(SERVICES.size())
                .allSatisfy(deployment -> assertThat(Duration.ofSeconds(podOf(deployment)
                                .path("terminationGracePeriodSeconds")
                                .asLong()))
                        .isGreaterThan(longest));
        assertThat(CleanStopSteps.grantedByCompose()).isGreaterThan(longest);
    }

    @Test
    void withTlsEachServiceHasItsOwnCertificateAndAnswersNothingElse() {
        assertThat(SERVICES).allSatisfy(service -> assertThat(
                        manifests("production-tls").kind("Deployment"))
                .filteredOn(deployment -> nameOf(deployment).equals(service))
                .singleElement()
                .satisfies(deployment -> {
                    assertThat(podOf(deployment).findValuesAsText("secretName")).contains(service + "-tls");
                    var environment = containersOf(deployment)
                            .flatMap(container -> stream(container.path("env")))
                            .collect(Collectors.toMap(one -> one.path("name").asText(), one -> one.path("value")
                                    .asText()));
                    assertThat(environment)
                            .containsEntry("QUARKUS_HTTP_INSECURE_REQUESTS", "disabled")
                            .containsEntry("LATCHKEY_BROKER_URL", "https://auth-broker-service:8080");
                    assertThat(podOf(deployment).findValuesAsText("scheme")).containsExactly("HTTPS", "HTTPS", "HTTPS");
                }));
    }

    @Test
    void theIngressLeadsToThePublicPathsAndNoOthers() {
        var ingress = manifests("production").kind("Ingress");

        var paths = ingress.stream()
                .flatMap(one -> stream(one.at("/spec/rules")))
                .flatMap(rule -> stream(rule.at("/http/paths")))
                .collect(Collectors.toMap(path -> path.path("path").asText(), path -> path.at("/backend/service/name")
                        .asText()));
        assertThat(paths)
                .isEqualTo(Map.of(
                        "/v1/connections", "connection-service",
                        "/v1/credentials", "auth-broker-service",
                        "/v1/authorizations", "auth-broker-service",
                        "/v1/providers", "auth-broker-service",
                        "/connect", "auth-broker-service",
                        "/oauth2/callback", "auth-broker-service",
                        "/oauth2/keys", "auth-broker-service",
                        "/v1/schedule", "verifier-service"));
        assertThat(paths.keySet()).as("statusUrl").anyMatch("/connect/status"::startsWith);
        assertThat(ingress).singleElement().satisfies(one -> {
            assertThat(one.at("/spec/defaultBackend").isMissingNode()).isTrue();
            assertThat(one.at("/spec/tls")).hasSize(1);
        });
    }
}
