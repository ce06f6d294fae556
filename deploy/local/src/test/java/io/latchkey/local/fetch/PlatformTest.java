package io.latchkey.local.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.local.process.StartFailed;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {

    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, linux-amd64",
        "Linux, aarch64, linux-arm64v8",
        "Mac OS X, aarch64, darwin-arm64v8",
        "Mac OS X, x86_64, darwin-amd64"
    })
    void systemAndProcessorNameThePackage(String system, String processor, String name) {
        assertThat(Platform.of(system, processor)).isEqualTo(new Platform(name));
    }

    @ParameterizedTest
    @CsvSource({"Windows 11, amd64", "Linux, riscv64"})
    void anotherPlatformIsToldWhatWouldWork(String system, String processor) {
        assertThatThrownBy(() -> Platform.of(system, processor))
                .isInstanceOf(StartFailed.class)
                .hasMessageContaining("use Linux or macOS");
    }
}
