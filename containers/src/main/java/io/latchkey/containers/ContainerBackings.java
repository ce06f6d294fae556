package io.latchkey.containers;

import io.latchkey.local.backing.Backing;
import io.latchkey.local.backing.Backings;
import io.latchkey.local.backing.KafkaSettings;
import io.latchkey.local.backing.KeycloakSettings;
import io.latchkey.local.backing.PostgresSettings;
import io.latchkey.local.backing.VaultSettings;
import io.latchkey.local.fetch.Programs;
import io.latchkey.local.site.Site;
import java.util.List;
import java.util.stream.Stream;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

/** Runs each server in a container of its official image, in the version that {@code docker-compose.yml} states. */
final class ContainerBackings implements Backings {
    private static final String EVERYWHERE = "0.0.0.0";

    @Override
    public Backing postgresql(PostgresSettings settings) {
        return new ContainerBacking(settings.site(), PostgresSettings.NAME, () -> {
            var container = container(settings.site(), "postgresql")
                    .withEnv("POSTGRES_PASSWORD", settings.superuserPassword())
                    .withEnv("POSTGRES_INITDB_ARGS", String.join(" ", PostgresSettings.INITDB_ARGUMENTS))
                    .withCommand(command(Stream.of("postgres"), settings.arguments()));
            container.setPortBindings(List.of(onLoopback(settings.port(), 5432)));
            return container;
        });
    }

    @Override
    public Backing kafka(KafkaSettings settings) {
        return new ContainerBacking(settings.site(), KafkaSettings.NAME, () -> {
            var container = container(settings.site(), "kafka")
                    .withEnv("KAFKA_HEAP_OPTS", "-Xms64m -Xmx256m")
                    .withCopyToContainer(
                            Transferable.of(settings.properties(EVERYWHERE, "/var/lib/kafka/data/log")),
                            "/mnt/shared/config/server.properties");
            container.setPortBindings(List.of(
                    onLoopback(settings.port(), settings.port()),
                    onLoopback(settings.servicesPort(), settings.servicesPort())));
            return container;
        });
    }

    @Override
    public Backing openBao(VaultSettings settings) {
        return new ContainerBacking(settings.site(), VaultSettings.NAME, () -> {
            var container = container(settings.site(), "vault")
                    .withCommand("server")
                    .withCopyToContainer(
                            Transferable.of(settings.configuration(EVERYWHERE, "/openbao/file")),
                            "/openbao/config/server.hcl");
            container.setPortBindings(List.of(onLoopback(settings.port(), settings.port())));
            return container;
        });
    }

    @Override
    public Backing keycloak(KeycloakSettings settings) {
        return new ContainerBacking(settings.site(), KeycloakSettings.NAME, () -> {
            var container = container(settings.site(), "keycloak")
                    .withEnv(settings.environment())
                    .withEnv("JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx384m")
                    .withEnv("JAVA_OPTS_APPEND", "-XX:TieredStopAtLevel=1")
                    .withCommand(command(
                            Stream.concat(Stream.of("start"), Programs.KEYCLOAK_BUILD.stream()), settings.arguments()))
                    .withCopyToContainer(new KeycloakData(settings.realms()), "/opt/keycloak/data");
            container.setPortBindings(List.of(
                    onLoopback(settings.port(), settings.port()),
                    onLoopback(settings.managementPort(), settings.managementPort())));
            return container;
        });
    }

    private static GenericContainer<?> container(Site site, String composeService) {
        return new GenericContainer<>(DockerImageName.parse(new ComposeImages(site.checkout()).of(composeService)));
    }

    private static String[] command(Stream<String> program, List<String> arguments) {
        return Stream.concat(program, arguments.stream()).toArray(String[]::new);
    }

    private static String onLoopback(int port, int inside) {
        return "127.0.0.1:" + port + ":" + inside;
    }
}
