package io.latchkey.systemtests.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.local.site.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** Made anew by {@code mvn -pl system-tests -am test -Dtest=ConfigurationPageTest -Dlatchkey.write-docs=true}. */
class ConfigurationPageTest {
    private final ConfigurationPage page =
            new ConfigurationPage(Checkout.current().root());

    @Test
    void thePageSaysWhatTheSourcesSay() throws IOException {
        if (Boolean.getBoolean("latchkey.write-docs")) {
            Files.writeString(page.file(), page.expected());
        }
        assertThat(page.written()).isEqualTo(page.expected());
    }

    @Test
    void everySettingHasASentence() {
        assertThat(page.settings()).isNotEmpty().allSatisfy(setting -> assertThat(setting.meaning())
                .as(setting.property())
                .isNotBlank());
    }
}
