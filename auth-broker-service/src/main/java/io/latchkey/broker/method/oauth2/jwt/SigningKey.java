package io.latchkey.broker.method.oauth2.jwt;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.latchkey.catalog.jwt.JwtAlgorithm;
import io.latchkey.catalog.jwt.KeyFormat;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jose4j.keys.HmacKey;

/** Reads keys from the text that a person enters. */
final class SigningKey {
    private static final Pattern PEM = Pattern.compile(
            "-----BEGIN (?<kind>RSA |EC |)PRIVATE KEY-----(?<base64>[A-Za-z0-9+/=\\s]+)-----END \\k<kind>PRIVATE KEY-----");
    private static final HexFormat HEX = HexFormat.of();

    /** Version 0 and the algorithm identifier of PKCS #8 (RFC 5208): rsaEncryption, and ecPublicKey on P-256. */
    private static final byte[] RSA = HEX.parseHex("020100300d06092a864886f70d0101010500");

    private static final byte[] EC_P256 = HEX.parseHex("020100301306072a8648ce3d020106082a8648ce3d030107");

    private SigningKey() {}

    /** Fails with an {@link UnusableKeyException} that does not quote {@code text}. */
    static Key read(String text, KeyFormat format, JwtAlgorithm algorithm) throws UnusableKeyException {
        try {
            return switch (format) {
                case PEM -> pem(text, algorithm == JwtAlgorithm.ES256 ? "EC" : "RSA");
                case HEX -> new HmacKey(HEX.parseHex(text.strip()));
                case TEXT -> new HmacKey(text.getBytes(UTF_8));
            };
        } catch (GeneralSecurityException | IllegalArgumentException unusable) {
            throw new UnusableKeyException();
        }
    }

    private static Key pem(String text, String algorithm) throws GeneralSecurityException, UnusableKeyException {
        var pem = PEM.matcher(text);
        if (!pem.find()) {
            throw new UnusableKeyException();
        }
        var der = Base64.getMimeDecoder().decode(pem.group("base64"));
        var pkcs8 =
                switch (pem.group("kind")) {
                    case "RSA " -> wrapped(RSA, der);
                    case "EC " -> wrapped(EC_P256, der);
                    default -> der;
                };
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    }

    /** PKCS #8 of a key in PKCS #1 (RFC 8017) or SEC 1 (RFC 5915), which Java does not read. */
    private static byte[] wrapped(byte[] algorithm, byte[] key) {
        return element(0x30, joined(algorithm, element(0x04, key)));
    }

    /** A DER element (X.690, section 8.1). */
    private static byte[] element(int tag, byte[] content) {
        return joined(joined(new byte[] {(byte) tag}, length(content.length)), content);
    }

    private static byte[] length(int length) {
        if (length < 0x80) {
            return new byte[] {(byte) length};
        }
        if (length > 0xffff) {
            throw new IllegalArgumentException("too long for a key");
        }
        return length < 0x100
                ? new byte[] {(byte) 0x81, (byte) length}
                : new byte[] {(byte) 0x82, (byte) (length >> 8), (byte) length};
    }

    private static byte[] joined(byte[] first, byte[] second) {
        var both = new byte[first.length + second.length];
        System.arraycopy(first, 0, both, 0, first.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
