package io.latchkey.local.site;

import io.latchkey.local.process.StartFailed;
import java.nio.file.Files;
import java.nio.file.Path;

/** The checked-out project that this code runs from. */
public record Checkout(Path root) {
    private static final String LANDMARK = "deploy/local/servers/pom.xml";

    /** The nearest folder, from the working directory upwards, that looks like the project. */
    public static Checkout current() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve(LANDMARK))) {
                return new Checkout(folder);
            }
        }
        throw new StartFailed("Run this command in a checkout of Latchkey: no parent folder has " + LANDMARK);
    }

    public Path deploy(String path) {
        return root.resolve("deploy").resolve(path);
    }
}
