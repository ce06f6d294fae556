package io.latchkey.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.local.site.Checkout;
import org.junit.jupiter.api.Test;

class ComposeImagesTest {
    private final ComposeImages images = new ComposeImages(Checkout.current());

    @Test
    void areThoseOfTheComposeFileWithTheirVersions() {
        assertThat(images.of("postgresql")).matches("postgres:\\d+.*");
        assertThat(images.of("kafka")).matches("apache/kafka:\\d+.*");
        assertThat(images.of("keycloak")).matches("quay\\.io/keycloak/keycloak:\\d+.*");
    }

    @Test
    void whereAVariableMayChooseItIsTheDefault() {
        assertThat(images.of("vault")).matches("openbao/openbao:\\d+.*");
    }

    @Test
    void aServiceWithoutImageIsNamed() {
        assertThatThrownBy(() -> images.of("nobody")).hasMessageContaining("nobody");
    }
}
