package io.latchkey.broker.provider;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads one file of the catalogue. It is strict: an unknown key, an unknown value or a missing one is an error. */
final class CatalogParser {
    private static final Pattern SETTING = Pattern.compile("\\$\\{([a-z0-9.-]+)}");
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .addModule(new JavaTimeModule())
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .withConfigOverride(List.class, c -> c.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
            .withConfigOverride(Set.class, c -> c.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
            .withConfigOverride(Map.class, c -> c.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
            .build();

    private final Function<String, Optional<String>> settings;
    private final Set<String> plainHosts;

    /**
     * @param settings resolves {@code ${name}} in a file
     * @param plainHosts may be reached over plain http, as loopback always may
     */
    CatalogParser(Function<String, Optional<String>> settings, Set<String> plainHosts) {
        this.settings = settings;
        this.plainHosts = plainHosts;
    }

    /** Whether all settings are there that the entry in {@code text} needs. */
    boolean isConfigured(String text) {
        return SETTING.matcher(text).results().allMatch(setting -> settings.apply(setting.group(1))
                .isPresent());
    }

    /** The entry in {@code text}; {@link IllegalArgumentException} with one line that names file, place and fault. */
    Provider parse(String file, String text) {
        var resolved = resolved(file, text);
        try {
            var provider = YAML.readValue(resolved, Provider.class);
            provider.oauth2().urls().forEach(url -> Require.confidential(url, plainHosts));
            return provider;
        } catch (IllegalArgumentException e) {
            throw fault(file, e.getMessage(), e);
        } catch (JsonMappingException e) {
            var place = e.getPath().stream()
                    .map(p -> p.getFieldName() == null ? "[" + p.getIndex() + "]" : p.getFieldName())
                    .collect(Collectors.joining("."));
            throw fault(file, (place.isEmpty() ? "" : place + ": ") + cause(e), e);
        } catch (JsonProcessingException e) {
            throw fault(file, e.getOriginalMessage(), e);
        }
    }

    private String resolved(String file, String text) {
        return SETTING.matcher(text).replaceAll(match -> {
            var value = settings.apply(match.group(1))
                    .orElseThrow(() -> fault(file, "needs the setting " + match.group(1), null));
            return Matcher.quoteReplacement(value);
        });
    }

    private static String cause(JsonMappingException e) {
        return e.getCause() instanceof IllegalArgumentException fault ? fault.getMessage() : e.getOriginalMessage();
    }

    private static IllegalArgumentException fault(String file, String what, Exception cause) {
        return new IllegalArgumentException(
                file + ": " + what.lines().findFirst().orElse("unreadable"), cause);
    }
}
