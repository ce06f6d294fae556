package io.latchkey.systemtests.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.latchkey.local.site.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code docs/events.md} and {@code docs/asyncapi.yaml} against the frozen samples of the public feed. */
class EventsPageTest {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Path ROOT = Checkout.current().root();
    private static final Path SAMPLES = ROOT.resolve("contracts/src/test/resources/samples");
    private static final String OURS = "connection-";

    private final String page = Texts.of(ROOT.resolve("docs/events.md"));
    private final JsonNode description = read("docs/asyncapi.yaml");

    static List<String> types() throws IOException {
        try (var files = Files.list(SAMPLES)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(OURS))
                    .map(name -> name.substring(OURS.length(), name.length() - ".json".length()))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void thePageAndTheDescriptionHaveTheTypesThatThereAre() throws IOException {
        var enumeration = Texts.of(
                ROOT.resolve("contracts/src/main/java/io/latchkey/contracts/connection/ConnectionEventType.java"));

        assertThat(types()).allMatch(type -> enumeration.contains("(\"" + type + "\")"));
        assertThat(page.lines().filter(line -> line.contains("samples/" + OURS)).count())
                .isEqualTo(types().size());
        assertThat(StreamSupport.stream(messages().spliterator(), false)
                        .map(message -> message.path("name").asText()))
                .containsExactlyInAnyOrderElementsOf(types().stream()
                        .map(type -> "io.latchkey.connection." + type + ".v1")
                        .toList());
    }

    @Test
    void theSampleOnThePageIsTheFrozenOne() {
        assertThat(page).contains("```json\n" + sampleText("expiring").strip() + "\n```");
    }

    @ParameterizedTest
    @MethodSource("types")
    void eachSampleIsLinkedAndFitsItsSchema(String type) throws IOException {
        var schema = messages().path(type).path("payload");

        assertThat(page).contains("| `" + type + "` |").contains("samples/" + OURS + type + ".json)");
        assertThat(faults(schema, new ObjectMapper().readTree(sampleText(type)), ""))
                .isEmpty();
    }

    private JsonNode messages() {
        return description.at("/components/messages");
    }

    private static String sampleText(String type) {
        return Texts.of(SAMPLES.resolve(OURS + type + ".json"));
    }

    /** As much of JSON Schema as the description uses: references, properties, required, enum and items. */
    private List<String> faults(JsonNode stated, JsonNode value, String path) {
        var schema =
                stated.has("$ref") ? description.at(stated.path("$ref").asText().substring(1)) : stated;
        var missing = StreamSupport.stream(schema.path("required").spliterator(), false)
                .map(JsonNode::asText)
                .filter(name -> !value.has(name))
                .map(name -> path + "/" + name + " is missing");
        var unknown = value.properties().stream()
                .filter(field -> !schema.path("properties").has(field.getKey()))
                .map(field -> path + "/" + field.getKey() + " is not described");
        var values = StreamSupport.stream(schema.path("enum").spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.toSet());
        var outside = values.isEmpty() || values.contains(value.asText())
                ? Stream.<String>of()
                : Stream.of(path + " may not be " + value);
        var inner = value.properties().stream()
                .flatMap(field -> faults(
                        schema.path("properties").path(field.getKey()), field.getValue(), path + "/" + field.getKey())
                        .stream());
        return Stream.of(missing, unknown, outside, inner).flatMap(all -> all).toList();
    }

    private static JsonNode read(String file) {
        try {
            return YAML.readTree(ROOT.resolve(file).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
