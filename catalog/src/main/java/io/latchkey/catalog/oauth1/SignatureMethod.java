package io.latchkey.catalog.oauth1;

/** How requests are signed. PLAINTEXT is not among them: such a signature contains the secret of the client. */
public enum SignatureMethod {
    /** RFC 5849, section 3.4.2. */
    HMAC_SHA1("HMAC-SHA1", "HmacSHA1"),
    /** The same with SHA-256, which some providers require. */
    HMAC_SHA256("HMAC-SHA256", "HmacSHA256");

    private final String wireName;
    private final String algorithm;

    SignatureMethod(String wireName, String algorithm) {
        this.wireName = wireName;
        this.algorithm = algorithm;
    }

    /** The value of {@code oauth_signature_method}. */
    public String wireName() {
        return wireName;
    }

    /** The name of the algorithm in Java. */
    public String algorithm() {
        return algorithm;
    }
}
