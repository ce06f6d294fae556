package io.latchkey.broker.method.sigv4;

import io.latchkey.broker.method.BrowserResponse;
import io.latchkey.broker.method.NextStep.Form;
import io.latchkey.broker.method.NextStep.Form.Field;
import io.latchkey.broker.method.Refusal;
import io.latchkey.broker.method.RequestParts;
import io.latchkey.broker.method.RequestSigner;
import io.latchkey.broker.method.UnsignedRequest;
import io.latchkey.broker.method.entered.EnteredCredentials;
import io.latchkey.broker.method.entered.EnteredFields;
import io.latchkey.broker.method.entered.EnteredMethod;
import io.latchkey.broker.secret.AwsKey;
import io.latchkey.broker.secret.Grant;
import io.latchkey.broker.secret.Material;
import io.latchkey.catalog.Provider;
import io.latchkey.catalog.SigV4;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** An access key of one provider. Every request is signed for its own service and region. */
final class SigV4Method extends EnteredMethod {
    private static final String ACCESS_KEY_ID = "access_key_id";
    private static final String SECRET_ACCESS_KEY = "secret_access_key";
    private static final String SESSION_TOKEN = "session_token";

    /** AWS refuses older signatures, except at S3. */
    private static final Duration LIFE = Duration.ofMinutes(5);

    private final SigV4 spec;

    SigV4Method(Provider provider, SigV4 spec, EnteredCredentials credentials) {
        super(provider, credentials);
        this.spec = spec;
    }

    @Override
    public SigV4 spec() {
        return spec;
    }

    @Override
    public Class<AwsKey> material() {
        return AwsKey.class;
    }

    @Override
    protected Form fields() {
        var required = Stream.of(
                Field.line(ACCESS_KEY_ID, spec.accessKeyId(), true),
                Field.line(SECRET_ACCESS_KEY, spec.secretAccessKey(), false));
        var token = spec.sessionToken();
        var optional = token == null
                ? Stream.<Field>empty()
                : Stream.of(new Field(SESSION_TOKEN, token.label(), token.help(), false, false, true));
        return new Form(Stream.concat(required, optional).toList());
    }

    @Override
    public List<Refusal> refusals(BrowserResponse response) {
        return Stream.of(ACCESS_KEY_ID, SECRET_ACCESS_KEY, SESSION_TOKEN)
                .filter(field -> response.text(field)
                        .map(value -> !EnteredFields.isSendable(value))
                        .orElse(!field.equals(SESSION_TOKEN)))
                .map(Refusal::malformed)
                .toList();
    }

    @Override
    protected Uni<Grant> grant(BrowserResponse response, List<String> permissions) {
        var key = new AwsKey(
                response.text(ACCESS_KEY_ID).orElseThrow(),
                response.value(SECRET_ACCESS_KEY).orElseThrow(),
                response.value(SESSION_TOKEN).orElse(null),
                now());
        return assumed(key, permissions);
    }

    @Override
    public RequestParts apply(Material material) {
        return RequestParts.NONE;
    }

    @Override
    public Optional<RequestSigner> signer() {
        return Optional.of(new Signer());
    }

    private final class Signer implements RequestSigner {
        @Override
        public Set<Part> covers() {
            return Set.of(Part.HEADERS, Part.BODY_HASH, Part.REGION, Part.SERVICE);
        }

        @Override
        public Uni<Signature> sign(UnsignedRequest request, Material material) {
            return Uni.createFrom().item(() -> signature(request, material().cast(material)));
        }
    }

    private RequestSigner.Signature signature(UnsignedRequest request, AwsKey key) {
        var now = now();
        var scope = new SigningScope(
                Objects.requireNonNullElse(request.region(), spec.region()),
                Objects.requireNonNullElse(request.service(), spec.service()),
                now);
        return new RequestSigner.Signature(new AwsSignature(key, scope).headers(request), now.plus(LIFE));
    }
}
