package io.latchkey.catalog.request;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request to a provider's API. The credential of a connection is added to it. */
public sealed interface ApiRequest permits Probe, Identity {
    Method method();

    String url();

    /** Sent with this request only, for example {@code Accept}. */
    Map<String, String> headers();

    /** JSON if it begins with a brace or a bracket, otherwise the parameters of a form; null: none. */
    @Nullable
    String body();

    /** The HTTP method. */
    enum Method {
        GET,
        POST
    }
}
