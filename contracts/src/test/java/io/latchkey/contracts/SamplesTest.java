package io.latchkey.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.latchkey.contracts.check.CheckFact;
import io.latchkey.contracts.connection.ConnectionEvent;
import io.latchkey.contracts.connection.ConnectionEventType;
import io.latchkey.contracts.credential.CredentialFact;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The samples are frozen: a change of the contracts that breaks one breaks whoever reads what was published before. */
class SamplesTest {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .build();

    @ParameterizedTest(name = "{0}")
    @MethodSource({"events", "credentialFacts", "checkFacts"})
    void aSampleIsReadAndWrittenAgainAsItWas(String name, Class<?> type) throws Exception {
        var sample = Files.readString(samples().resolve(name + ".json"));

        var read = JSON.readValue(sample, type);

        assertThat(JSON.readTree(JSON.writeValueAsString(read))).isEqualTo(JSON.readTree(sample));
    }

    @Test
    void noSampleIsLeftUnchecked() throws Exception {
        var checked = Stream.of(events(), credentialFacts(), checkFacts())
                .flatMap(samples -> samples)
                .map(sample -> sample.get()[0] + ".json");

        assertThat(fileNames()).containsExactlyInAnyOrderElementsOf(checked.toList());
    }

    private static Stream<Arguments> events() {
        return Arrays.stream(ConnectionEventType.values())
                .map(type -> arguments(fileOf(type.type()), ConnectionEvent.class));
    }

    private static Stream<Arguments> credentialFacts() {
        return facts(CredentialFact.class);
    }

    private static Stream<Arguments> checkFacts() {
        return facts(CheckFact.class);
    }

    private static Stream<Arguments> facts(Class<?> family) {
        return Arrays.stream(family.getPermittedSubclasses())
                .map(fact ->
                        arguments(fileOf(fact.getAnnotation(JsonTypeName.class).value()), family));
    }

    private static String fileOf(String type) {
        assertThat(type).matches("io\\.latchkey\\.[a-z]+\\.[a-z-]+\\.v1");
        return type.replaceAll("^io\\.latchkey\\.|\\.v1$", "").replace('.', '-');
    }

    private static Path samples() throws URISyntaxException {
        return Path.of(SamplesTest.class.getResource("/samples").toURI());
    }

    private static Stream<String> fileNames() throws IOException, URISyntaxException {
        try (var files = Files.list(samples())) {
            return files.map(file -> file.getFileName().toString()).toList().stream();
        }
    }
}
