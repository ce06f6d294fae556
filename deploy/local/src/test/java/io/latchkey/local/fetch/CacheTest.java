package io.latchkey.local.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.local.process.StartFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheTest {
    @TempDir
    Path root;

    @Test
    void anEntryIsFilledOnceHoweverManyAskAtOnce() {
        AtomicInteger fillings = new AtomicInteger();

        IntStream.range(0, 8).parallel().forEach(caller -> new Cache(root).obtain("kafka-1", folder -> {
            fillings.incrementAndGet();
            Files.writeString(folder.resolve("kafka.jar"), "content");
        }));

        assertThat(fillings).hasValue(1);
        assertThat(root.resolve("kafka-1/kafka.jar")).exists();
    }

    @Test
    void aFillingThatFailsLeavesNoEntryAndNothingOfItInTheNextOne() {
        Cache cache = new Cache(root);
        assertThatThrownBy(() -> cache.obtain("kafka-1", folder -> {
                    Files.writeString(folder.resolve("half.jar"), "");
                    throw new IOException("disk full");
                }))
                .isInstanceOf(StartFailed.class)
                .hasMessageContaining("disk full");
        assertThat(root.resolve("kafka-1")).doesNotExist();

        Path home = cache.obtain("kafka-1", folder -> Files.writeString(folder.resolve("kafka.jar"), ""));

        assertThat(home).isDirectoryContaining("glob:**/kafka.jar");
        assertThat(home.resolve("half.jar")).doesNotExist();
    }
}
