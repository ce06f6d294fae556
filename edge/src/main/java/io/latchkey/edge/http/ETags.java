package io.latchkey.edge.http;

import io.latchkey.edge.problem.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Entity tags from a revision, and the precondition {@code If-Match} (RFC 9110, sections 8.8.3 and 13.1.1). The
 * revision counts what people edit. A check or a fact does not change it, so that it does not fail an edit that it has
 * nothing to do with.
 */
public final class ETags {
    /** For the API document. */
    public static final String MEANING =
            "The revision of what people edit, which is the name; send it in If-Match to change the"
                    + " connection only if nobody else has. State and health change without it, so it is of no use for caching.";

    private static final String WEAK = "W/";
    private static final Pattern LIST = Pattern.compile("\\*|(W/)?\"[^\"]*\"(\\s*,\\s*(W/)?\"[^\"]*\")*");

    private ETags() {}

    public static String of(long revision) {
        return "\"" + revision + "\"";
    }

    /** Passes when the header is absent, {@code *} or names {@code revision}; a weak tag never matches. */
    public static void requireMatch(@Nullable String ifMatch, long revision) {
        if (ifMatch == null) {
            return;
        }
        var header = ifMatch.trim();
        if (!LIST.matcher(header).matches()) {
            throw Problem.invalid(
                    "If-Match",
                    "The header is not a valid list of entity tags.",
                    "Send the ETag exactly as you received it: a strong entity tag in double quotes.");
        }
        var tags = List.of(header.split("\\s*,\\s*"));
        if (tags.stream().allMatch(tag -> tag.startsWith(WEAK))) {
            throw failed(
                    "The header contains only weak entity tags, which never match.",
                    "Send the ETag exactly as you received it: a strong entity tag, without W/.");
        }
        if (tags.stream().noneMatch(tag -> tag.equals("*") || tag.equals(of(revision)))) {
            throw failed(
                    "The object has changed since you read it.",
                    "Read it again, and repeat the request with the new ETag.");
        }
    }

    /**
     * Whether the header {@code If-None-Match} names {@code tag}, so that the caller needs no other answer than 304. A
     * weak tag matches too (RFC 9110, section 13.1.2); a malformed header matches nothing.
     */
    public static boolean isKnown(@Nullable String ifNoneMatch, String tag) {
        return ifNoneMatch != null
                && LIST.matcher(ifNoneMatch.trim()).matches()
                && Arrays.stream(ifNoneMatch.trim().split("\\s*,\\s*"))
                        .anyMatch(known -> known.equals("*") || strong(known).equals(strong(tag)));
    }

    private static String strong(String tag) {
        return tag.startsWith(WEAK) ? tag.substring(WEAK.length()) : tag;
    }

    private static Problem failed(String detail, String remedy) {
        return Problem.of(412, "precondition-failed", "Precondition failed")
                .field("If-Match")
                .detail(detail)
                .remedy(remedy);
    }
}
