package io.latchkey.broker.method.driver;

import io.latchkey.broker.method.BrowserResponse;
import io.latchkey.broker.method.NextStep.Form;
import io.latchkey.broker.method.Refusal;
import io.latchkey.broker.method.RequestParts;
import io.latchkey.broker.method.entered.EnteredCredentials;
import io.latchkey.broker.method.entered.EnteredFields;
import io.latchkey.broker.method.entered.EnteredMethod;
import io.latchkey.broker.secret.DriverFields;
import io.latchkey.broker.secret.Grant;
import io.latchkey.broker.secret.Material;
import io.latchkey.catalog.Driver;
import io.latchkey.catalog.Provider;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/** The values for a client library of one provider. */
final class DriverMethod extends EnteredMethod {
    private final Driver spec;
    private final EnteredFields fields;

    DriverMethod(Provider provider, Driver spec, EnteredCredentials credentials) {
        super(provider, credentials);
        this.spec = spec;
        this.fields = new EnteredFields(spec.fields());
    }

    @Override
    public Driver spec() {
        return spec;
    }

    @Override
    public Class<DriverFields> material() {
        return DriverFields.class;
    }

    @Override
    protected Form fields() {
        return fields.form();
    }

    @Override
    public List<Refusal> refusals(BrowserResponse response) {
        return fields.refusals(response, (field, value) -> Optional.empty());
    }

    @Override
    protected Uni<Grant> grant(BrowserResponse response, List<String> permissions) {
        return assumed(new DriverFields(fields.values(response), now()), permissions);
    }

    /** No request over HTTP carries them. */
    @Override
    public RequestParts apply(Material material) {
        return RequestParts.NONE;
    }
}
