package io.latchkey.local.fetch;

import io.latchkey.local.process.StartFailed;
import java.util.Locale;

/** This machine, in the words of the PostgreSQL packages' names. */
record Platform(String name) {

    static Platform current() {
        return of(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    static Platform of(String osName, String osArch) {
        String os = osName.toLowerCase(Locale.ROOT);
        String system = os.contains("linux") ? "linux" : os.contains("mac") ? "darwin" : unknown(osName, osArch);
        String processor =
                switch (osArch) {
                    case "amd64", "x86_64" -> "amd64";
                    case "aarch64", "arm64" -> "arm64v8";
                    default -> unknown(osName, osArch);
                };
        return new Platform(system + "-" + processor);
    }

    private static String unknown(String osName, String osArch) {
        throw new StartFailed(
                "There are no server packages for %s on %s: use Linux or macOS (on Windows, WSL) on x86-64 or ARM64"
                        .formatted(osName, osArch));
    }
}
