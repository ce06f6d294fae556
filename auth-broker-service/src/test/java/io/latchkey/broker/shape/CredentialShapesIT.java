package io.latchkey.broker.shape;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.broker.FakeProviderResource;
import io.latchkey.testkit.canary.LeakCanary;
import io.latchkey.testkit.provider.FakeProvider;
import io.latchkey.testkit.servers.Tokens;
import io.latchkey.testkit.servers.WithRealServers;
import io.latchkey.testkit.time.MovingClock;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is peculiar to the credentials of real providers, from an entry to the end of a connection. */
@QuarkusTest
@WithRealServers(database = "latchkey_broker")
@WithTestResource(FakeProviderResource.class)
@ExtendWith(LeakCanary.class)
class CredentialShapesIT {
    @Inject
    Stories stories;

    @Inject
    MovingClock clock;

    Tokens tokens;
    FakeProvider fake;

    @BeforeEach
    @AfterEach
    void reset() {
        fake.reset();
        clock.reset();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "airtable",
                "attio",
                "azure-devops",
                "calendly",
                "cloudflare",
                "clover",
                "deepl",
                "dropbox",
                "dynamics-365",
                "etsy",
                "freshdesk",
                "github",
                "grist",
                "jobber",
                "s3-compatible",
                "twilio",
                "twitch",
                "walmart-marketplace",
                "xero",
                "zoho-crm"
            })
    void aShapeIsPlayedFromItsConsentToItsEnd(String shape) {
        var unused = stories.play(shape, fake, tokens);
    }

    /** The key of a Ghost site is an id and a secret in hexadecimal digits. */
    @Test
    void aTokenOfGhostIsSignedWithTheSecretInTheKey() throws GeneralSecurityException {
        var played = stories.play("ghost-admin", fake, tokens);

        var key = HexFormat.of().parseHex(played.get("hex_key"));
        for (var name : List.of("jwt1", "jwt2", "jwt3")) {
            var parts = played.get(name).split("\\.");
            var claims = Json.object(decoded(parts[1]));
            assertThat(Json.object(decoded(parts[0])))
                    .isEqualTo(Map.of("alg", "HS256", "typ", "JWT", "kid", "6489a1b2c3d4e5f60718293a"));
            assertThat(claims).containsOnlyKeys("aud", "iat", "exp", "jti").containsEntry("aud", "/admin/");
            assertThat((int) claims.get("exp") - (int) claims.get("iat")).isEqualTo(300);
            assertThat(parts[2]).isEqualTo(hmac(key, parts[0] + "." + parts[1]));
        }
        assertThat(played.get("jwt3")).isNotEqualTo(played.get("jwt2"));
    }

    private static String decoded(String base64) {
        return new String(Base64.getUrlDecoder().decode(base64), UTF_8);
    }

    private static String hmac(byte[] key, String text) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
    }
}
