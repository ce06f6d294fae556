package io.latchkey.edge.http;

/**
 * Extensions that keep a resource out of the public API document; {@code application.properties} selects by them. The
 * endpoints between the services have a separate document, {@code /q/openapi-internal}.
 */
public final class ApiProfiles {
    public static final String INTERNAL = "x-smallrye-profile-internal";

    /** Pages for a browser, which no program calls. */
    public static final String BROWSER = "x-smallrye-profile-browser";

    private ApiProfiles() {}
}
