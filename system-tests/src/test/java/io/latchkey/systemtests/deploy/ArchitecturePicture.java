package io.latchkey.systemtests.deploy;

import static java.util.function.Predicate.not;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The flowchart of {@code docs/architecture.md}, as arrows between what has an address. */
final class ArchitecturePicture {
    private static final Pattern FLOWCHART = Pattern.compile("```mermaid\\s+flowchart.*?```", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("\\s+--\\s.*?\\s-->\\s+|\\s+(?:-->|==>|---)\\s+");
    private static final Pattern NODE = Pattern.compile("\\w+");
    private static final Map<String, String> ADDRESSES = Map.ofEntries(
            Map.entry("connection", "connection-service"),
            Map.entry("broker", "auth-broker-service"),
            Map.entry("verifier", "verifier-service"),
            Map.entry("person", "callers"),
            Map.entry("platform", "callers"),
            Map.entry("feed", "kafka"),
            Map.entry("cfacts", "kafka"),
            Map.entry("kfacts", "kafka"),
            Map.entry("pg", "postgresql"),
            Map.entry("vault", "vault"),
            Map.entry("issuer", "issuer"),
            Map.entry("provider", "provider"));

    private ArchitecturePicture() {}

    static Set<Arrow> arrows(Path architecture) {
        try {
            var picture = FLOWCHART.matcher(Files.readString(architecture));
            if (!picture.find()) {
                throw new IllegalStateException(architecture + " has no flowchart");
            }
            return picture.group().lines().flatMap(ArchitecturePicture::arrows).collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Arrow> arrows(String line) {
        List<List<String>> chain = Arrays.stream(LINK.split(line))
                .map(ArchitecturePicture::addresses)
                .toList();
        return IntStream.range(1, chain.size()).boxed().flatMap(i -> chain.get(i - 1).stream()
                .flatMap(from -> chain.get(i).stream().map(to -> arrow(from, to))));
    }

    private static List<String> addresses(String nodes) {
        return Arrays.stream(nodes.split("&"))
                .map(String::trim)
                .filter(not(String::isEmpty))
                .map(ArchitecturePicture::address)
                .filter(not(String::isEmpty))
                .toList();
    }

    /** Empty for those who are no business of Latchkey's network, as the consumers of the feed. */
    private static String address(String node) {
        var id = NODE.matcher(node);
        return id.lookingAt() ? ADDRESSES.getOrDefault(id.group(), "") : "";
    }

    /** Topics deliver by being asked. */
    private static Arrow arrow(String from, String to) {
        return from.equals("kafka") ? new Arrow(to, from) : new Arrow(from, to);
    }
}
