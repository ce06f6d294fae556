package io.latchkey.testkit.provider;

/** What {@link FakeProvider} answers to. */
public enum Endpoint {
    AUTHORIZE("/authorize"),
    /** Pushed authorization requests (RFC 9126). */
    PUSHED("/pushed"),
    /** Device authorization requests (RFC 8628). */
    DEVICE("/device_authorization"),
    TOKEN("/token"),
    REVOKE("/revoke"),
    USERINFO("/userinfo"),
    /** Metadata documents (RFC 8414, OpenID Connect Discovery 1.0). */
    METADATA("/.well-known"),
    /** Dynamic client registration (RFC 7591). */
    REGISTER("/register"),
    /** Every other path. */
    ELSEWHERE("/");

    private final String path;

    Endpoint(String path) {
        this.path = path;
    }

    public String path() {
        return path;
    }
}
