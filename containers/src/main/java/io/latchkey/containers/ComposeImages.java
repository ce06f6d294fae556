package io.latchkey.containers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.latchkey.local.site.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;

/** The images that the checkout's {@code docker-compose.yml} names. */
record ComposeImages(Checkout checkout) {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Pattern VARIABLE_WITH_DEFAULT = Pattern.compile("\\$\\{\\w+:-([^}]+)}");

    /** Image with version; if a variable can set the version, the default. */
    String of(String service) {
        JsonNode image = services().path(service).path("image");
        if (!image.isTextual()) {
            throw new IllegalStateException("docker-compose.yml names no image for " + service);
        }
        return VARIABLE_WITH_DEFAULT.matcher(image.asText()).replaceAll("$1");
    }

    private JsonNode services() {
        try {
            return YAML.readTree(checkout.root().resolve("docker-compose.yml").toFile())
                    .path("services");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
