package io.latchkey.local.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.local.site.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServicesBuildTest {
    private static final Instant BUILT = Instant.parse("2026-01-01T00:00:00Z");
    private final List<String> said = new ArrayList<>();

    @TempDir
    Path root;

    @Test
    void nothingIsBuiltWhereNoSourceIsNewer() throws IOException {
        touch("deploy/local/target/services-built", BUILT);
        touch("edge/src/main/java/Edge.java", BUILT.minusSeconds(1));

        new ServicesBuild(new Checkout(root), said::add).run();

        assertThat(said).isEmpty();
    }

    @Test
    void aFailedBuildSaysWhereMavenSaysWhy() throws IOException {
        touch("deploy/local/target/services-built", BUILT);
        touch("edge/src/main/java/Edge.java", BUILT.plusSeconds(1));

        assertThatThrownBy(new ServicesBuild(new Checkout(root), said::add)::run)
                .hasMessageContaining("Building the services")
                .hasMessageContaining("services-build.log");
        assertThat(said).isNotEmpty();
    }

    /** Else the launcher, which the testkit stands on, would be rebuilt while it runs. */
    @Test
    void aBuildWithoutTestsNeedsNoTestkit() throws IOException {
        try (Stream<Path> modules = Files.list(Checkout.current().root())) {
            assertThat(modules.map(module -> module.resolve("pom.xml"))
                            .filter(Files::exists)
                            .filter(pom -> !pom.getParent().endsWith("testkit")))
                    .isNotEmpty()
                    .allSatisfy(pom -> assertThat(Files.readString(pom).split("<profiles>")[0])
                            .doesNotContain("<artifactId>testkit</artifactId>"));
        }
    }

    private void touch(String file, Instant time) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.write(path, new byte[0]);
        Files.setLastModifiedTime(path, FileTime.from(time));
        for (Path folder = path.getParent(); !folder.equals(root); folder = folder.getParent()) {
            Files.setLastModifiedTime(folder, FileTime.from(BUILT.minusSeconds(1)));
        }
    }
}
