package io.latchkey.systemtests.deploy;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The types of problems in the sources: the first text of each expression that creates a problem. */
final class ProblemTypes {
    private static final Pattern CREATION = Pattern.compile(
            "\\b(?:new (?:Conflict|Forbidden|Unprocessable|TooManyRequests|Unavailable|Known|PeerResponses)"
                    + "|Problem\\.(?:of|conflict|unavailable))\\(\\s*(?:\\d{3},\\s*)?"
                    + "(?<first>\"[^\"]*\"|\\w+)\\s*(?<next>[,+)(.]\\s*.)");

    /** Of the constructors of this class, only the one with five texts has a type; names of fields have no hyphens. */
    private static final Pattern INVALID =
            Pattern.compile("new Invalid\\(\\s*(?<first>\"[a-z]+(?:-[a-z]+)+\")(?<next>,)");

    /** Parameters of classes that pass on what their callers have created. */
    private static final Set<String> PASSED_ON = Set.of("explanation", "peer", "status");

    private static final Pattern STATUS = Pattern.compile("[A-Z_]+\\(\"([a-z_]+)\"\\)");

    private final String sources;
    private final String statuses;

    ProblemTypes(Path checkout) {
        sources = String.join("\n", new ConfigurationPage(checkout).sources());
        statuses = Texts.of(
                checkout.resolve("contracts/src/main/java/io/latchkey/contracts/credential/AuthorizationStatus.java"));
    }

    Set<String> all() {
        var types = new TreeSet<>(List.of("not-found", "invalid-request"));
        Stream.of(CREATION, INVALID)
                .flatMap(pattern -> pattern.matcher(sources).results())
                .flatMap(this::types)
                .forEach(types::add);
        return types;
    }

    private Stream<String> types(MatchResult creation) {
        var first = creation.group(1);
        if (PASSED_ON.contains(first)) {
            return Stream.of();
        }
        var text = first.startsWith("\"") ? first.substring(1, first.length() - 1) : constant(first);
        if (text.equals("authorization-")) {
            return STATUS.matcher(statuses)
                    .results()
                    .map(status -> text + status.group(1).replace('_', '-'));
        }
        return Stream.of(namesAServer(creation) ? text + "-unavailable" : text);
    }

    /** With the type in full, the next argument is its explanation. */
    private static boolean namesAServer(MatchResult creation) {
        var call = creation.group();
        return call.contains("PeerResponses")
                || call.contains("navailable(") && !creation.group(2).endsWith("\"");
    }

    private String constant(String name) {
        var declaration = Pattern.compile("static final String " + name + " = \"([^\"]*)\"")
                .matcher(sources);
        if (!declaration.find()) {
            throw new IllegalStateException("The type of this problem is neither a text nor a constant: " + name);
        }
        return declaration.group(1);
    }
}
