package io.latchkey.containers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.exception.NotFoundException;
import io.latchkey.local.backing.Backing;
import io.latchkey.local.process.StartFailed;
import io.latchkey.local.process.Wait;
import io.latchkey.local.site.Site;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;
import org.testcontainers.containers.wait.strategy.WaitStrategy;

/**
 * A container, made at the first launch and started again at every further one, so that it keeps its data and ports.
 * Testcontainers removes it when this JVM is gone; its name follows from the site, so that all code of this JVM finds
 * it.
 */
final class ContainerBacking implements Backing {
    private static final Duration GRACE = Duration.ofSeconds(12);

    /** Whether a server can be used, it says itself. */
    private static final WaitStrategy LAUNCHED_IS_ENOUGH = new AbstractWaitStrategy() {
        @Override
        protected void waitUntilReady() {}
    };

    private final String name;
    private final Path log;
    private final Supplier<GenericContainer<?>> described;

    ContainerBacking(Site site, String server, Supplier<GenericContainer<?>> described) {
        this.name = site.state().getFileName() + "-" + server;
        this.log = site.logs().resolve(server + ".log");
        this.described = described;
    }

    @Override
    public void launch() {
        if (state().isPresent()) {
            engine().startContainerCmd(name).exec();
        } else {
            make();
        }
        ContainerLog.follow(engine(), name, log);
    }

    private void make() {
        try {
            described
                    .get()
                    .withCreateContainerCmdModifier(command -> command.withName(name))
                    .waitingFor(LAUNCHED_IS_ENOUGH)
                    .start();
        } catch (ContainerLaunchException e) {
            throw new StartFailed(
                    "The container %s did not start: %s"
                            .formatted(name, rootOf(e).getMessage()),
                    e);
        }
    }

    private static Throwable rootOf(Throwable failure) {
        return failure.getCause() == null ? failure : rootOf(failure.getCause());
    }

    @Override
    public boolean isAlive() {
        return is(state -> Boolean.TRUE.equals(state.getRunning()));
    }

    @Override
    public void stop() {
        resume();
        if (isAlive()) {
            engine().stopContainerCmd(name).withTimeout((int) GRACE.toSeconds()).exec();
        }
    }

    @Override
    public void kill() {
        resume();
        if (isAlive()) {
            engine().killContainerCmd(name).exec();
            Wait.until(() -> !isAlive(), () -> false, GRACE);
        }
    }

    @Override
    public void pause() {
        if (isAlive() && !isPaused()) {
            engine().pauseContainerCmd(name).exec();
        }
    }

    @Override
    public void resume() {
        if (isPaused()) {
            engine().unpauseContainerCmd(name).exec();
        }
    }

    @Override
    public Path log() {
        return log;
    }

    private boolean isPaused() {
        return is(state -> Boolean.TRUE.equals(state.getPaused()));
    }

    private boolean is(Predicate<ContainerState> condition) {
        return state().filter(condition).isPresent();
    }

    /** Does nothing if it does not exist yet. */
    private Optional<ContainerState> state() {
        try {
            return Optional.of(engine().inspectContainerCmd(name).exec().getState());
        } catch (NotFoundException notYet) {
            return Optional.empty();
        }
    }

    private static DockerClient engine() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            throw new StartFailed("No Docker engine is reachable: start one, or leave out -Dlatchkey.backing=docker");
        }
        return DockerClientFactory.instance().client();
    }
}
