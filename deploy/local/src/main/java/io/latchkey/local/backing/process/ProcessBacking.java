package io.latchkey.local.backing.process;

import io.latchkey.local.backing.Backing;
import io.latchkey.local.process.ManagedProcess;
import io.latchkey.local.process.Program;
import java.nio.file.Path;
import java.util.function.Supplier;

/** A process of this machine. */
public final class ProcessBacking implements Backing {
    private final ManagedProcess process;
    private final Supplier<Program> program;

    /** @param program prepares data and configuration, and returns the command; called before every launch */
    public ProcessBacking(ManagedProcess process, Supplier<Program> program) {
        this.process = process;
        this.program = program;
    }

    @Override
    public void launch() {
        process.launch(program.get());
    }

    @Override
    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void stop() {
        process.stop();
    }

    @Override
    public void kill() {
        process.kill();
    }

    @Override
    public void pause() {
        process.pause();
    }

    @Override
    public void resume() {
        process.resume();
    }

    @Override
    public Path log() {
        return process.log();
    }
}
