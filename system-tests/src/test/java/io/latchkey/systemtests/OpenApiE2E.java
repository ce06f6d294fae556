package io.latchkey.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OpenApiE2E {
    private static final Stack STACK = Stack.shared();

    static Stream<URI> services() {
        return Stream.of(STACK.info.connectionService(), STACK.info.broker(), STACK.info.verifier());
    }

    @ParameterizedTest
    @MethodSource("services")
    void everyServiceDescribesItselfInOpenApi31(URI service) {
        var document = OpenApi.document(STACK.http(), service);

        assertThat(document.path("openapi").asText()).startsWith("3.1");
        assertThat(OpenApi.operations(STACK.http(), service)).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("services")
    void whoComesWithoutATokenIsRefusedEverywhere(URI service) {
        var guarded = OpenApi.operations(STACK.http(), service).stream()
                .filter(operation -> !OpenApi.OPEN.contains(operation.name()))
                .toList();

        assertThat(guarded).isNotEmpty().allSatisfy(operation -> {
            var url = service + operation.path().replaceAll("\\{[^}]+}", "0197a3c0-0000-7000-8000-000000000000");
            var answer = STACK.http().send(operation.method(), url, operation.takesBody() ? "{}" : null);
            assertThat(answer.status()).as(operation.name()).isEqualTo(401);
        });
    }

    @ParameterizedTest
    @MethodSource("services")
    void theLocalStackShowsAnApiPage(URI service) {
        assertThat(STACK.http().get(service + "/q/swagger-ui/").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("services")
    void readinessAndLivenessAnswer(URI service) {
        for (var path : List.of("/q/health/ready", "/q/health/live", "/q/metrics")) {
            assertThat(STACK.http().get(service + path).status()).as(path).isEqualTo(200);
        }
    }
}
