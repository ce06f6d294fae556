package io.latchkey.catalog.parameter;

/** The body of a request: JSON if it begins with a brace or a bracket, otherwise the parameters of a form. */
public final class BodyTemplate {
    private BodyTemplate() {}

    public static boolean isJson(String body) {
        return body.startsWith("{") || body.startsWith("[");
    }

    public static String mediaType(String body) {
        return isJson(body) ? "application/json" : "application/x-www-form-urlencoded";
    }
}
