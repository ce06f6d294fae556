package io.latchkey.local.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.latchkey.local.backing.process.ProcessBackings;
import io.latchkey.local.process.Ports;
import io.latchkey.local.site.Site;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OrphansIT {

    /** A JVM that starts two servers, tells their pids, and waits to be killed. */
    static final class Parent {
        public static void main(String[] arguments) throws IOException {
            Site site = Site.throwaway();
            PostgresServer postgres = new PostgresServer(site, new ProcessBackings(), Ports.free());
            VaultServer vault = new VaultServer(site, new ProcessBackings(), Ports.free(), Ports.free());
            postgres.start();
            vault.start();
            System.out.println(pid(site, postgres) + " " + pid(site, vault) + " " + site.state());
            System.in.read();
        }

        private static long pid(Site site, Server server) {
            return site.process(server.name()).pid().orElseThrow();
        }
    }

    @Test
    void serversOfAKilledJvmDieWithItAndLeaveNoFiles() throws IOException {
        Process parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Parent.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String[] told;
        try (BufferedReader words = new BufferedReader(new InputStreamReader(parent.getInputStream()))) {
            told = words.readLine().split(" ");
        }
        List<ProcessHandle> servers = Stream.of(told[0], told[1])
                .map(pid -> ProcessHandle.of(Long.parseLong(pid)).orElseThrow())
                .toList();
        Path state = Path.of(told[2]);
        assertThat(servers).allMatch(ProcessHandle::isAlive);
        assertThat(state).exists();

        parent.destroyForcibly();

        await().atMost(Duration.ofSeconds(10)).until(() -> servers.stream().noneMatch(ProcessHandle::isAlive));
        await().atMost(Duration.ofSeconds(20)).until(() -> Files.notExists(state));
    }
}
