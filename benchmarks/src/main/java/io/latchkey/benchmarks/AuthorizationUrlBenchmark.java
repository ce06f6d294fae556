package io.latchkey.benchmarks;

import io.latchkey.broker.method.oauth2.authorize.AuthorizationUrl;
import io.latchkey.broker.method.oauth2.authorize.CodeVerifier;
import io.latchkey.broker.method.oauth2.client.OAuth2Provider;
import io.latchkey.broker.secret.OneTimeToken;
import io.latchkey.broker.secret.Secret;
import io.latchkey.catalog.OAuth2Code;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The URL to which the browser goes: for a state and a verifier that exist, and with new ones. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class AuthorizationUrlBenchmark {
    private static final List<String> PERMISSIONS = List.of("files:read", "contacts:read");

    private final OAuth2Provider provider = provider();
    private final CodeVerifier verifier = CodeVerifier.mint();
    private final Secret state = state();

    @Benchmark
    public URI url() {
        return url(state, verifier);
    }

    @Benchmark
    public URI urlWithNewSecrets() {
        return url(state(), CodeVerifier.mint());
    }

    private URI url(Secret state, CodeVerifier verifier) {
        var rules = ((OAuth2Code) provider.oauth2()).authorize();
        var parameters = AuthorizationUrl.parameters(
                provider, rules, "client", PERMISSIONS, "https://latchkey.example/callback/acme", state, verifier);
        return AuthorizationUrl.of(rules, parameters);
    }

    private static OAuth2Provider provider() {
        var provider = Entries.catalog(1).all().get(0);
        return new OAuth2Provider(provider, (OAuth2Code) provider.methods().get(0));
    }

    private static Secret state() {
        return Secret.of(OneTimeToken.mint().text());
    }
}
