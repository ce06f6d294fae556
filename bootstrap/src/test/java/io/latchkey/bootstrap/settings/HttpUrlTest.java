package io.latchkey.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpUrlTest {
    @ParameterizedTest
    @CsvSource({
        "https://latchkey.example.com, https://latchkey.example.com",
        "https://Latchkey.Example.COM, https://latchkey.example.com",
        "HTTPS://latchkey.example.com/, https://latchkey.example.com",
        "https://latchkey.example.com:443//, https://latchkey.example.com",
        "http://LOCALHOST:80/, http://localhost",
        "https://latchkey.example.com:8443/, https://latchkey.example.com:8443",
        "https://example.com:/Base/, https://example.com/Base",
        "https://[2001:DB8::1]:443/, https://[2001:db8::1]",
    })
    void aUrlIsWrittenAsBrowsersWriteIt(String text, String canonical) {
        assertThat(HttpUrl.of(text)).hasToString(canonical).isEqualTo(new HttpUrl(URI.create(text)));
    }

    @Test
    void aPathIsAppended() {
        assertThat(HttpUrl.of("https://Example.com:443/base/").with("/connect"))
                .isEqualTo("https://example.com/base/connect");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "latchkey.example.com",
                "ftp://example.com",
                "https:///path",
                "https://me@example.com",
                "https://example.com?x=1",
                "https://example.com#x",
                "https://exa mple.com",
                ""
            })
    void anythingElseIsRefusedWithoutSayingIt(String text) {
        assertThatThrownBy(() -> HttpUrl.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("it ");
    }
}
