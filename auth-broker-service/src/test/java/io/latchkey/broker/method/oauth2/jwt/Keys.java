package io.latchkey.broker.method.oauth2.jwt;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** Key pairs, and the forms in which people paste private keys. */
final class Keys {
    private static final String P256 = "2a8648ce3d030107";

    private Keys() {}

    static KeyPair rsa() {
        return rsa(2048);
    }

    static KeyPair rsa(int bits) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static KeyPair ec(String curve) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String pkcs8(KeyPair pair) {
        return pem("PRIVATE KEY", pair.getPrivate().getEncoded());
    }

    static String pkcs1(KeyPair pair) {
        return pem("RSA PRIVATE KEY", after(26, pair));
    }

    /** The key is what the octet string contains after the name of the curve. */
    static String sec1(KeyPair pair) {
        var curve = HexFormat.of().formatHex(pair.getPrivate().getEncoded()).indexOf(P256) / 2;
        return pem("EC PRIVATE KEY", after(curve + P256.length() / 2 + 2, pair));
    }

    private static byte[] after(int prefix, KeyPair pair) {
        var encoded = pair.getPrivate().getEncoded();
        return Arrays.copyOfRange(encoded, prefix, encoded.length);
    }

    static String pem(String kind, byte[] der) {
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(der) + "\n-----END " + kind
                + "-----\n";
    }
}
