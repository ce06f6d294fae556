package io.latchkey.broker.shape;

import io.latchkey.testkit.provider.FakeProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The entries in {@code src/test/resources/shapes}, each of a real provider, as one writes them from the
 * documentation alone. For the scripted provider, {@code https://api.acme.example/me} becomes the path
 * {@code /api.acme.example/me} there; only a host that the user names freely stays a host.
 */
public final class ShapeEntries {
    private static final Pattern URL = Pattern.compile("((?:url|issuer): [\"']?)https://([^/\"'\\s]+)");
    private static final Pattern ANY_HOST = Pattern.compile("id: (\\w+),[^\n]*any-host: true");

    private ShapeEntries() {}

    /** The id of the entry {@code shape} for the scripted provider. */
    public static String id(String shape) {
        return "shape-" + shape;
    }

    static Path folder() {
        try {
            return Path.of(ShapeEntries.class.getResource("/shapes").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** By id. */
    public static Map<String, String> entries(FakeProvider provider) {
        var entries = new TreeMap<String, String>();
        try (var files = Files.newDirectoryStream(folder(), "*.yaml")) {
            for (var file : files) {
                var shape = file.getFileName().toString().replace(".yaml", "");
                var entry = moved(Files.readString(file), provider.url());
                entries.put(id(shape), entry.replaceFirst("(?m)^id: ", "id: shape-"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return entries;
    }

    private static String moved(String entry, String provider) {
        var anyHost = ANY_HOST.matcher(entry);
        var free = anyHost.find() ? "{" + anyHost.group(1) + "}" : "";
        return URL.matcher(entry).replaceAll(url -> moved(url, provider, free).replace("$", "\\$"));
    }

    private static String moved(MatchResult url, String provider, String free) {
        var host = url.group(2);
        return url.group(1) + (host.equals(free) ? "http://" + host : provider + "/" + host);
    }
}
