package io.latchkey.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.demo.Demo;
import io.latchkey.demo.DemoOptions;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class StoryE2E {
    private final Stack stack = Stack.shared();

    @Test
    void aConnectionLivesItsWholeLifeAsTheDemoTellsIt() {
        var told = new ByteArrayOutputStream();
        var demo = new Demo(new PrintStream(told, true, StandardCharsets.UTF_8), Clock.systemUTC());

        var exitCode = demo.run(new DemoOptions(false, false), stack.info);

        assertThat(exitCode).as(told.toString(StandardCharsets.UTF_8)).isZero();
    }
}
