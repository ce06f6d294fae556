package io.latchkey.broker.secret;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.util.Map;

/**
 * Converts documents to and from their stored form. Only this class serializes the value of a {@link Secret}: its
 * mapper is private, and no other mapper can access the value.
 */
public final class DocumentCodec {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new SimpleModule()
                    .addSerializer(new SecretWriter())
                    .addDeserializer(Secret.class, new SecretReader()))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .build();

    private DocumentCodec() {}

    public static byte[] toBytes(CredentialDocument document) {
        return written(document);
    }

    public static byte[] toBytes(FlowSecrets secrets) {
        return written(secrets);
    }

    public static CredentialDocument fromBytes(byte[] bytes) {
        return read(bytes, CredentialDocument.class);
    }

    public static FlowSecrets flowFromBytes(byte[] bytes) {
        return read(bytes, FlowSecrets.class);
    }

    private static byte[] written(Object document) {
        try {
            return MAPPER.writeValueAsBytes(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a document cannot be written", null);
        }
    }

    private static <T> T read(byte[] bytes, Class<T> type) {
        try {
            return MAPPER.readValue(bytes, type);
        } catch (IOException e) {
            throw unreadable();
        }
    }

    public static Map<String, Object> toMap(CredentialDocument document) {
        return MAPPER.convertValue(document, new TypeReference<>() {});
    }

    public static Map<String, Object> toMap(ProviderClient client) {
        return MAPPER.convertValue(client, new TypeReference<>() {});
    }

    public static CredentialDocument fromMap(Map<String, Object> map) {
        return converted(map, CredentialDocument.class);
    }

    public static ProviderClient clientFromMap(Object map) {
        return converted(map, ProviderClient.class);
    }

    private static <T> T converted(Object map, Class<T> type) {
        try {
            return MAPPER.convertValue(map, type);
        } catch (IllegalArgumentException e) {
            throw unreadable();
        }
    }

    /** Omits the cause, because Jackson's messages quote the input. */
    private static IllegalStateException unreadable() {
        return new IllegalStateException("a stored document cannot be read");
    }

    private static final class SecretWriter extends StdSerializer<Secret> {
        private static final long serialVersionUID = 1;

        SecretWriter() {
            super(Secret.class);
        }

        @Override
        public void serialize(Secret secret, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(secret.reveal());
        }
    }

    private static final class SecretReader extends StdDeserializer<Secret> {
        private static final long serialVersionUID = 1;

        SecretReader() {
            super(Secret.class);
        }

        @Override
        public Secret deserialize(JsonParser json, DeserializationContext context) throws IOException {
            return Secret.of(json.getValueAsString());
        }
    }
}
