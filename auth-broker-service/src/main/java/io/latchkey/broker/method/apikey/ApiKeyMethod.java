package io.latchkey.broker.method.apikey;

import io.latchkey.broker.method.BrowserResponse;
import io.latchkey.broker.method.NextStep.Form;
import io.latchkey.broker.method.PlacedValues;
import io.latchkey.broker.method.Refusal;
import io.latchkey.broker.method.RequestParts;
import io.latchkey.broker.method.entered.EnteredCredentials;
import io.latchkey.broker.method.entered.EnteredFields;
import io.latchkey.broker.method.entered.EnteredMethod;
import io.latchkey.broker.secret.ApiKeyValues;
import io.latchkey.broker.secret.Grant;
import io.latchkey.broker.secret.Material;
import io.latchkey.catalog.ApiKey;
import io.latchkey.catalog.Provider;
import io.latchkey.catalog.form.FormField;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The API key method of one provider. */
final class ApiKeyMethod extends EnteredMethod {
    private final ApiKey spec;
    private final EnteredFields fields;

    ApiKeyMethod(Provider provider, ApiKey spec, EnteredCredentials credentials) {
        super(provider, credentials);
        this.spec = spec;
        this.fields = new EnteredFields(spec.fields());
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
        return fields.form();
    }

    @Override
    public List<Refusal> refusals(BrowserResponse response) {
        return fields.refusals(response, this::refusal);
    }

    private Optional<Refusal> refusal(FormField field, String value) {
        if (!EnteredFields.isSendable(value)) {
            return Optional.of(Refusal.malformed(field.id()));
        }
        var basic = spec.placement().basic();
        var isUserName = basic != null && basic.username().contains("{" + field.id() + "}");
        return isUserName && value.contains(":") ? Optional.of(Refusal.colon(field.id())) : Optional.empty();
    }

    @Override
    protected Uni<Grant> grant(BrowserResponse response, List<String> permissions) {
        return assumed(new ApiKeyValues(fields.values(response), now()), permissions);
    }

    @Override
    public RequestParts apply(Material material) {
        return PlacedValues.in(spec.placement(), values(material));
    }

    /** Some providers take a key in the path of their URLs, or in the body. */
    @Override
    public Map<String, String> values(Material material) {
        return fields.texts(material().cast(material).fields());
    }
}
