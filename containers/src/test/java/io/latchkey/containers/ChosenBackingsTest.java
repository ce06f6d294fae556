package io.latchkey.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.local.backing.process.ProcessBackings;
import io.latchkey.local.process.StartFailed;
import org.junit.jupiter.api.Test;

class ChosenBackingsTest {

    @Test
    void nativeMeansProcessesAndDockerContainers() {
        assertThat(ChosenBackings.named("native")).isInstanceOf(ProcessBackings.class);
        assertThat(ChosenBackings.named("docker")).isInstanceOf(ContainerBackings.class);
    }

    @Test
    void anythingElseIsRefusedInOneLineThatSaysWhatThereIs() {
        assertThatThrownBy(() -> ChosenBackings.named("dokcer"))
                .isInstanceOf(StartFailed.class)
                .hasMessage("-Dlatchkey.backing=dokcer is unknown: use native or docker");
    }
}
