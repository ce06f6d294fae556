package io.latchkey.edge.caller;

/** The roles of the platform's OIDC issuer that Latchkey knows. Each endpoint declares the one it takes. */
public final class Roles {
    public static final String CONNECTIONS_READ = "connections:read";
    public static final String CONNECTIONS_WRITE = "connections:write";
    public static final String CREDENTIALS_READ = "credentials:read";

    /** Registers clients at providers: those of the caller's tenant, or those of the installation without a tenant. */
    public static final String PROVIDERS_ADMIN = "providers:admin";

    /** May act for any tenant, which it names in the header {@link Callers#TENANT_HEADER}. */
    public static final String TENANTS_ANY = "tenants:any";

    /** connection-service calling the broker about consent and deletion. */
    public static final String INTERNAL_CONSENT = "internal:consent";

    /** connection-service calling the verifier. */
    public static final String INTERNAL_CHECK = "internal:check";

    /** verifier-service calling the broker. */
    public static final String INTERNAL_PROBE = "internal:probe";

    private Roles() {}
}
