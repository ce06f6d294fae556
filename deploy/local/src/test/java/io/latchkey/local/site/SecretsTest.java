package io.latchkey.local.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    @TempDir
    Path state;

    @Test
    void aSecretIsMadeOnceAndKept() {
        String first = new Secrets(state).of("postgresql.superuser");

        assertThat(new Secrets(state).of("postgresql.superuser"))
                .isEqualTo(first)
                .hasSizeGreaterThan(20);
        assertThat(new Secrets(state).of("another")).isNotEqualTo(first);
    }

    @Test
    void awkwardCharactersSurvive() {
        String awkward = "a:+%/ &=\u00e9#!\\ ";

        new Secrets(state).keep("northwind", awkward);

        assertThat(new Secrets(state).find("northwind")).contains(awkward);
    }

    @Test
    void onlyItsOwnerMayReadTheFile() throws IOException {
        new Secrets(state).keep("a", "b");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state.resolve("secrets.properties"))))
                .isEqualTo("rw-------");
    }
}
