package io.latchkey.broker.method.sigv4;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** For what a signature is valid: one service in one region, on one day. */
record SigningScope(String region, String service, Instant at) {
    static final String TERMINATOR = "aws4_request";

    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final int DAY = 8;

    /** The value of {@code X-Amz-Date}. */
    String timestamp() {
        return TIMESTAMP.format(at);
    }

    String day() {
        return timestamp().substring(0, DAY);
    }

    /** S3 and services like it take paths as they are sent, and require the hash of the body as a header. */
    boolean isStorage() {
        return service.startsWith("s3");
    }

    @Override
    public String toString() {
        return String.join("/", day(), region, service, TERMINATOR);
    }
}
