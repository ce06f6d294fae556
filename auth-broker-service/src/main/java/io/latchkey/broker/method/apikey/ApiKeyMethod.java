package io.latchkey.broker.method.apikey;

import io.latchkey.broker.method.BrowserResponse;
import io.latchkey.broker.method.NextStep.Form;
import io.latchkey.broker.method.NextStep.Form.Field;
import io.latchkey.broker.method.PlacedValues;
import io.latchkey.broker.method.Refusal;
import io.latchkey.broker.method.RequestParts;
import io.latchkey.broker.method.entered.EnteredCredentials;
import io.latchkey.broker.method.entered.EnteredMethod;
import io.latchkey.broker.secret.ApiKeyValues;
import io.latchkey.broker.secret.Material;
import io.latchkey.catalog.ApiKey;
import io.latchkey.catalog.Provider;
import io.latchkey.catalog.apikey.KeyField;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The API key method of one provider. */
final class ApiKeyMethod extends EnteredMethod {
    private final ApiKey spec;

    ApiKeyMethod(Provider provider, ApiKey spec, EnteredCredentials credentials) {
        super(provider, credentials);
        this.spec = spec;
    }

    @Override
    public ApiKey spec() {
        return spec;
    }

    @Override
    public Class<ApiKeyValues> material() {
        return ApiKeyValues.class;
    }

    @Override
    protected Form fields() {
        return new Form(spec.fields().stream()
                .map(field -> new Field(field.id(), field.label(), field.help(), field.visible()))
                .toList());
    }

    /** Refuses the first field whose value is invalid. */
    @Override
    public Optional<Refusal> refusal(BrowserResponse response) {
        return spec.fields().stream()
                .flatMap(field -> refusal(field, response.text(field.id()).orElse("")).stream())
                .findFirst();
    }

    private Optional<Refusal> refusal(KeyField field, String value) {
        if (!field.accepts(value)) {
            return Optional.of(Refusal.malformed(field.id()));
        }
        var basic = spec.placement().basic();
        var isUserName = basic != null && basic.username().contains("{" + field.id() + "}");
        return isUserName && value.contains(":") ? Optional.of(Refusal.colon(field.id())) : Optional.empty();
    }

    @Override
    protected ApiKeyValues entered(BrowserResponse response, Instant now) {
        return new ApiKeyValues(
                spec.fields().stream().collect(Collectors.toMap(KeyField::id, field -> response.value(field.id())
                        .orElseThrow())),
                now);
    }

    @Override
    public RequestParts apply(Material material) {
        return PlacedValues.in(spec.placement(), values(material));
    }

    private Map<String, String> values(Material material) {
        return material().cast(material).fields().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, field -> field.getValue().reveal()));
    }
}
