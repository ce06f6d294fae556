package io.latchkey.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ManagedProcessTest {
    private static final Program SLEEPER = Program.of(List.of("sleep", "60"), Map.of());

    @TempDir
    Path folder;

    private ManagedProcess process;

    private ManagedProcess process(Lifetime lifetime) {
        process = new ManagedProcess("sleeper", folder, folder, lifetime);
        return process;
    }

    @AfterEach
    void leaveNothingBehind() {
        process.kill();
    }

    @ParameterizedTest
    @EnumSource(Lifetime.class)
    void runsUntilItIsStopped(Lifetime lifetime) {
        process(lifetime).launch(SLEEPER);
        assertThat(process.isAlive()).isTrue();

        process.stop();

        assertThat(process.isAlive()).isFalse();
        assertThat(process.hasCrashed()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Lifetime.class)
    void endsEvenWhileItIsFrozen(Lifetime lifetime) {
        process(lifetime).launch(SLEEPER);
        process.pause();

        process.stop();

        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void isFoundAgainByAnotherInstance() {
        process(Lifetime.DETACHED).launch(SLEEPER);

        ManagedProcess again = new ManagedProcess("sleeper", folder, folder, Lifetime.DETACHED);

        assertThat(again.pid()).isEqualTo(process.pid()).isPresent();
    }

    @Test
    void thatEndsByItselfHasCrashedAndLeavesItsWordsInTheLog() {
        process(Lifetime.DETACHED).launch(Program.of(List.of("sh", "-c", "echo farewell; exit 3"), Map.of()));

        await().until(process::hasCrashed);

        await().until(() -> LogTail.of(process.log(), 5).contains("farewell"));
    }

    @Test
    void thatEndsByItselfHasAnExitCode() {
        process(Lifetime.WITH_PARENT).launch(Program.of(List.of("sh", "-c", "exit 3"), Map.of()));

        await().until(() -> process.exitCode().isPresent());

        assertThat(process.exitCode()).hasValue(3);
    }

    @Test
    void neverTakesAStrangerWithARecycledPidForItself() throws IOException {
        long own = ProcessHandle.current().pid();
        Files.writeString(folder.resolve("sleeper.pid"), own + " 1000 TERM\n");

        assertThat(process(Lifetime.DETACHED).isAlive()).isFalse();
    }

    @Test
    void seesItsEnvironment() {
        process(Lifetime.WITH_PARENT)
                .launch(Program.of(List.of("sh", "-c", "echo $GREETING; sleep 60"), Map.of("GREETING", "hello")));

        await().until(() -> LogTail.of(process.log(), 1).contains("hello"));
    }
}
