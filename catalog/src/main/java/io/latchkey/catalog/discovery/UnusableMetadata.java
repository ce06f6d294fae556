package io.latchkey.catalog.discovery;

/** A document cannot be fetched or used. The message continues the URL of the document. */
public final class UnusableMetadata extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What it means for the other locations of the same server, the least serious first. */
    public enum Kind {
        /** The server responds, but not with a usable document. There may be one at another location. */
        ABSENT,
        /** The server responds with 429 or 5xx. There may be a document at another location. */
        FAILING,
        /** The server does not respond at present. */
        UNREACHABLE,
        /** The name or the certificate of the server is invalid. */
        INVALID_SERVER,
        /** No request is sent to this server. */
        NOT_ALLOWED;

        boolean endsSearch() {
            return compareTo(FAILING) > 0;
        }
    }

    private final Kind kind;

    public UnusableMetadata(Kind kind, String reason) {
        super(reason, null, false, false);
        this.kind = kind;
    }

    static UnusableMetadata absent(String reason) {
        return new UnusableMetadata(Kind.ABSENT, reason);
    }

    /** A response with a status other than 200. */
    public static UnusableMetadata status(int status) {
        var failing = status == 429 || status >= 500;
        return new UnusableMetadata(failing ? Kind.FAILING : Kind.ABSENT, "responds with status " + status);
    }

    /** A response that is not JSON. */
    public static UnusableMetadata notJson() {
        return absent("is not a JSON object");
    }

    /** No response, or only a part of one. */
    public static UnusableMetadata noResponse() {
        return new UnusableMetadata(Kind.UNREACHABLE, "does not respond in time, or not completely");
    }

    public static UnusableMetadata unknownHost() {
        return new UnusableMetadata(Kind.INVALID_SERVER, "has a host name that does not resolve");
    }

    public static UnusableMetadata invalidCertificate() {
        return new UnusableMetadata(Kind.INVALID_SERVER, "has a host without a valid certificate");
    }

    /** A response that exceeds the limit. */
    public static UnusableMetadata tooLarge() {
        return absent("is too large");
    }

    public Kind kind() {
        return kind;
    }
}
