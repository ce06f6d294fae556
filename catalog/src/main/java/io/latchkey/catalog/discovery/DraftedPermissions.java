package io.latchkey.catalog.discovery;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes one permission of each scope. */
final class DraftedPermissions {
    private static final int MOST = 100;
    private static final int LONGEST_ID = 60;

    /** RFC 6749, section 3.3, without the braces of placeholders. */
    private static final Pattern SCOPE = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7A|~]+");

    private final Set<String> ids = new HashSet<>();
    private final List<String> scopes;
    private final int omitted;

    /** @param always scopes of every request, which are no permissions */
    DraftedPermissions(List<String> supported, List<String> always) {
        var usable = supported.stream()
                .filter(scope -> !always.contains(scope))
                .filter(scope -> SCOPE.matcher(scope).matches())
                .toList();
        this.scopes = usable.subList(0, Math.min(usable.size(), MOST));
        this.omitted = usable.size() - scopes.size();
    }

    void write(EntryText text) {
        text.line(0, "permissions:");
        if (scopes.isEmpty()) {
            text.notFound(1, "scopes_supported, so that there is one permission without scopes");
            text.line(1, "- {id: account, name: Use your account, access: write}");
            return;
        }
        text.notFound(
                1,
                "names in words that users understand, and what each permission allows (access is a guess by its name)."
                        + " Delete those that your platform does not need.");
        scopes.forEach(scope -> write(scope, text));
        if (omitted > 0) {
            text.comment(1, omitted + " more scopes are omitted");
        }
    }

    private void write(String scope, EntryText text) {
        text.item(1, "id", id(scope));
        text.field(2, "name", scope);
        text.field(2, "access", access(scope.toLowerCase(Locale.ROOT)));
        text.field(2, "scopes", List.of(scope));
    }

    /** The last segment of the scope, since many scopes are URLs. A number makes it unique. */
    private String id(String scope) {
        var word = scope.toLowerCase(Locale.ROOT)
                .replaceAll("/+$", "")
                .replaceFirst("^.*/", "")
                .replaceAll("[^a-z0-9_.:-]+", "-")
                .replaceAll("^[^a-z0-9]+|[^a-z0-9]+$", "");
        var proposed = word.isEmpty() ? "scope" : word.substring(0, Math.min(word.length(), LONGEST_ID));
        return Stream.concat(
                        Stream.of(proposed),
                        IntStream.iterate(2, number -> number + 1).mapToObj(number -> proposed + "-" + number))
                .filter(ids::add)
                .findFirst()
                .orElseThrow();
    }

    private static String access(String scope) {
        if (scope.contains("admin")) {
            return "admin";
        }
        return scope.contains("read") && !scope.contains("write") ? "read" : "write";
    }
}
