package io.latchkey.local.backing.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM that starts fast and stays small rather than runs fast, for seven processes share one machine. */
public final class Jvm {
    private Jvm() {}

    /** How a command begins; what to run is added to it. */
    public static List<String> command(String leastHeap, String mostHeap) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ArrayList<>(List.of(
                java,
                "-Xms" + leastHeap,
                "-Xmx" + mostHeap,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError"));
    }
}
